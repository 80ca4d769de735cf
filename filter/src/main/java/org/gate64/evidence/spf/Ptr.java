package org.gate64.evidence.spf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.james.jspf.core.DNSLookupContinuation;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSResponse;
import org.apache.james.jspf.core.SPFCheckerDNSResponseListener;
import org.apache.james.jspf.core.SPFSession;
import org.apache.james.jspf.core.exceptions.NoneException;
import org.apache.james.jspf.core.exceptions.PermErrorException;
import org.apache.james.jspf.core.exceptions.TempErrorException;
import org.apache.james.jspf.terms.Directive;
import org.apache.james.jspf.terms.PTRMechanism;
import org.gate64.net.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * {@code ptr} (RFC 7208, section 5.5): looks up those names of the client that lie where the term
 * wants them, until one is the client's indeed. jSPF's own looks up the others too, so that a name
 * which could not match, and which the client chose, may be the one that DNS would not tell of.
 */
final class Ptr extends PTRMechanism {

  /** The names of one evaluation that are still to be looked up. */
  static final class Names implements SPFCheckerDNSResponseListener {

    private final Deque<String> names;

    private Names(List<String> names) {
      this.names = new ArrayDeque<>(names);
    }

    @Override
    public @Nullable DNSLookupContinuation onDNSResponse(DNSResponse response, SPFSession session)
        throws TempErrorException, NoneException {
      ClientAddress client = ((CheckSession) session).client();
      boolean matches = CheckHost.texts(response).contains(client.toString());
      session.setAttribute(Directive.ATTRIBUTE_MECHANISM_RESULT, matches);
      return matches ? null : next((CheckSession) session);
    }

    private @Nullable DNSLookupContinuation next(CheckSession session) throws NoneException {
      String name = names.poll();
      return name == null
          ? null
          : new DNSLookupContinuation(new DNSRequest(name, session.addressType()), this);
    }
  }

  @Override
  public @Nullable DNSLookupContinuation onDNSResponse(DNSResponse response, SPFSession session)
      throws PermErrorException, TempErrorException, NoneException {
    session.setAttribute(Directive.ATTRIBUTE_MECHANISM_RESULT, false);
    String target = expandHost(session);
    List<String> within =
        CheckHost.texts(response).stream()
            .filter(name -> name.equals(target) || name.endsWith("." + target))
            .toList();
    return new Names(within).next((CheckSession) session);
  }
}
