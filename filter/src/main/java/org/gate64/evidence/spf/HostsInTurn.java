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
import org.jspecify.annotations.Nullable;

/** Asks for the addresses of one host after the other, until a mechanism matches by one. */
abstract class HostsInTurn implements SPFCheckerDNSResponseListener {

  private final Deque<String> hosts;

  HostsInTurn(List<String> hosts) {
    this.hosts = new ArrayDeque<>(hosts);
  }

  /** Whether a host with these addresses makes the mechanism match. */
  abstract boolean isMatch(List<String> addresses, CheckSession session) throws PermErrorException;

  /** Asks for the first; without any, the mechanism does not match. */
  final @Nullable DNSLookupContinuation begin(SPFSession session) throws NoneException {
    session.setAttribute(Directive.ATTRIBUTE_MECHANISM_RESULT, false);
    return next((CheckSession) session);
  }

  @Override
  public final @Nullable DNSLookupContinuation onDNSResponse(
      DNSResponse response, SPFSession session)
      throws PermErrorException, TempErrorException, NoneException {
    boolean matches = isMatch(CheckHost.texts(response), (CheckSession) session);
    session.setAttribute(Directive.ATTRIBUTE_MECHANISM_RESULT, matches);
    return matches ? null : next((CheckSession) session);
  }

  private @Nullable DNSLookupContinuation next(CheckSession session) throws NoneException {
    String host = hosts.poll();
    return host == null
        ? null
        : new DNSLookupContinuation(new DNSRequest(host, session.addressType()), this);
  }
}
