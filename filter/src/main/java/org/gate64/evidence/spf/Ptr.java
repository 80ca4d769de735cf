package org.gate64.evidence.spf;

import java.util.List;
import org.apache.james.jspf.core.DNSLookupContinuation;
import org.apache.james.jspf.core.DNSResponse;
import org.apache.james.jspf.core.SPFSession;
import org.apache.james.jspf.core.exceptions.NoneException;
import org.apache.james.jspf.core.exceptions.PermErrorException;
import org.apache.james.jspf.core.exceptions.TempErrorException;
import org.apache.james.jspf.terms.PTRMechanism;
import org.jspecify.annotations.Nullable;

/**
 * {@code ptr} (RFC 7208, section 5.5): looks up those names of the client that lie where the term
 * wants them, until one is the client's indeed. jSPF's own looks up the others too, so that a name
 * which could not match, and which the client chose, may be the one that DNS would not tell of.
 */
final class Ptr extends PTRMechanism {

  /** The names of one evaluation that are still to be looked up. */
  static final class Names extends HostsInTurn {

    Names(List<String> names) {
      super(names);
    }

    @Override
    boolean isMatch(List<String> addresses, CheckSession session) {
      return addresses.contains(session.client().toString());
    }
  }

  @Override
  public @Nullable DNSLookupContinuation onDNSResponse(DNSResponse response, SPFSession session)
      throws PermErrorException, TempErrorException, NoneException {
    String target = expandHost(session);
    List<String> within =
        CheckHost.texts(response).stream()
            .filter(name -> name.equals(target) || name.endsWith("." + target))
            .toList();
    return new Names(within).begin(session);
  }
}
