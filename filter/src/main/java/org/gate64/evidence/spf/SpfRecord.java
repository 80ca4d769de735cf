package org.gate64.evidence.spf;

import java.util.List;
import java.util.Optional;
import org.apache.james.jspf.terms.Directive;
import org.apache.james.jspf.terms.Modifier;

/**
 * A policy as it was published (RFC 7208, section 4.6.1).
 *
 * @param explanation where its explanation of a fail is to be found
 */
record SpfRecord(
    List<Directive> directives, Optional<Modifier> redirect, Optional<MacroString> explanation) {
  SpfRecord {
    directives = List.copyOf(directives);
  }
}
