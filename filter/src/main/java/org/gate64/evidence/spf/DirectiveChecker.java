package org.gate64.evidence.spf;

import java.util.Optional;
import org.apache.james.jspf.core.DNSLookupContinuation;
import org.apache.james.jspf.core.SPF1Constants;
import org.apache.james.jspf.core.SPFChecker;
import org.apache.james.jspf.core.SPFSession;
import org.apache.james.jspf.terms.AllMechanism;
import org.apache.james.jspf.terms.Directive;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one directive, unless one before it matched. In place of {@link Directive#checkSPF},
 * which logs each match, and matches where a mechanism says nothing.
 *
 * @param explanation of the record that the directive stands in
 */
record DirectiveChecker(Directive directive, Optional<MacroString> explanation)
    implements SPFChecker {

  @Override
  public @Nullable DNSLookupContinuation checkSPF(SPFSession session) {
    if (session.getCurrentResult() == null) {
      session.removeAttribute(Directive.ATTRIBUTE_MECHANISM_RESULT);
      session.pushChecker(this::conclude);
      session.pushChecker(directive.getMechanism());
    }
    return null;
  }

  private @Nullable DNSLookupContinuation conclude(SPFSession session) {
    boolean matched =
        directive.getMechanism() instanceof AllMechanism
            || Boolean.TRUE.equals(session.getAttribute(Directive.ATTRIBUTE_MECHANISM_RESULT));
    if (matched) {
      session.setCurrentResult(qualifier());
      if (qualifier().equals(SPF1Constants.FAIL)) {
        String domain = session.getCurrentDomain();
        ((CheckSession) session)
            .setExplanation(
                explanation.map(target -> new CheckSession.Explanation(target, domain)));
      }
    }
    return null;
  }

  private String qualifier() {
    return directive.getQualifier().isEmpty() ? SPF1Constants.PASS : directive.getQualifier();
  }
}
