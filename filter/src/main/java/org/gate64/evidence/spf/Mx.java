package org.gate64.evidence.spf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.james.jspf.core.DNSLookupContinuation;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSResponse;
import org.apache.james.jspf.core.IPAddr;
import org.apache.james.jspf.core.SPFCheckerDNSResponseListener;
import org.apache.james.jspf.core.SPFSession;
import org.apache.james.jspf.core.exceptions.NoneException;
import org.apache.james.jspf.core.exceptions.PermErrorException;
import org.apache.james.jspf.core.exceptions.TempErrorException;
import org.apache.james.jspf.terms.Directive;
import org.apache.james.jspf.terms.MXMechanism;
import org.jspecify.annotations.Nullable;

/**
 * {@code mx} (RFC 7208, section 5.4): asks for the addresses of one exchange after the other until
 * one matches. jSPF's own asks for all of them before it compares any, so that an exchange that is
 * out of order undoes the match of another, and leaves behind what the next {@code mx} takes for
 * its own.
 */
final class Mx extends MXMechanism {

  /** The exchanges of one evaluation that are still to be asked for. */
  final class Exchanges implements SPFCheckerDNSResponseListener {

    private final Deque<String> hosts;

    private Exchanges(List<String> hosts) {
      this.hosts = new ArrayDeque<>(hosts);
    }

    @Override
    public @Nullable DNSLookupContinuation onDNSResponse(DNSResponse response, SPFSession session)
        throws PermErrorException, TempErrorException, NoneException {
      boolean matches = holdsClient(CheckHost.texts(response), (CheckSession) session);
      session.setAttribute(Directive.ATTRIBUTE_MECHANISM_RESULT, matches);
      return matches ? null : next((CheckSession) session);
    }

    private @Nullable DNSLookupContinuation next(CheckSession session) throws NoneException {
      String host = hosts.poll();
      if (host == null) {
        return null;
      }
      return new DNSLookupContinuation(new DNSRequest(host, session.addressType()), this);
    }
  }

  @Override
  public @Nullable DNSLookupContinuation onDNSResponse(DNSResponse response, SPFSession session)
      throws TempErrorException, NoneException {
    session.setAttribute(Directive.ATTRIBUTE_MECHANISM_RESULT, false);
    return new Exchanges(CheckHost.texts(response)).next((CheckSession) session);
  }

  private boolean holdsClient(List<String> addresses, CheckSession session)
      throws PermErrorException {
    int length = session.addressType() == DNSRequest.A ? getIp4cidr() : getIp6cidr();
    return checkAddressList(IPAddr.getAddress(session.getIpAddress(), length), addresses, length);
  }
}
