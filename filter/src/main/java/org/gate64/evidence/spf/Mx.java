package org.gate64.evidence.spf;

import java.util.List;
import org.apache.james.jspf.core.DNSLookupContinuation;
import org.apache.james.jspf.core.DNSResponse;
import org.apache.james.jspf.core.IPAddr;
import org.apache.james.jspf.core.SPFSession;
import org.apache.james.jspf.core.exceptions.NoneException;
import org.apache.james.jspf.core.exceptions.PermErrorException;
import org.apache.james.jspf.core.exceptions.TempErrorException;
import org.apache.james.jspf.terms.MXMechanism;
import org.gate64.net.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * {@code mx} (RFC 7208, section 5.4): asks for the addresses of one exchange after the other until
 * one matches. jSPF's own asks for all of them before it compares any, so that an exchange that is
 * out of order undoes the match of another, and leaves behind what the next {@code mx} takes for
 * its own.
 */
final class Mx extends MXMechanism {

  /** The exchanges of one evaluation that are still to be asked for. */
  final class Exchanges extends HostsInTurn {

    private Exchanges(List<String> hosts) {
      super(hosts);
    }

    @Override
    boolean isMatch(List<String> addresses, CheckSession session) throws PermErrorException {
      boolean ipv4 = session.client().family() == ClientAddress.Family.IPV4;
      int length = ipv4 ? getIp4cidr() : getIp6cidr();
      return checkAddressList(IPAddr.getAddress(session.getIpAddress(), length), addresses, length);
    }
  }

  @Override
  public @Nullable DNSLookupContinuation onDNSResponse(DNSResponse response, SPFSession session)
      throws TempErrorException, NoneException {
    return new Exchanges(CheckHost.texts(response)).begin(session);
  }
}
