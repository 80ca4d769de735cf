package org.gate64.evidence.spf;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.jspf.core.DNSLookupContinuation;
import org.apache.james.jspf.core.SPFSession;
import org.apache.james.jspf.core.exceptions.PermErrorException;
import org.apache.james.jspf.terms.Configuration;
import org.apache.james.jspf.terms.Directive;
import org.apache.james.jspf.terms.IP6Mechanism;
import org.gate64.net.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * {@code ip6} (RFC 7208, section 5.6), for clients with IPv6 addresses alone: an IPv4-mapped client
 * is an IPv4 one (section 5). Of jSPF's own only the syntax of the term is used: it takes a mapped
 * network for one of IPv4, so that {@code ip6:::ffff:192.0.2.1} matches clients that it must not,
 * and refuses a double colon that stands for a single group.
 */
final class Ip6 extends IP6Mechanism {

  private static final int OCTETS = 16;

  /** An address has a colon, and no group of more than four digits (RFC 4291, section 2.2). */
  private static final Pattern ADDRESS = Pattern.compile("(?!.*[0-9A-Fa-f]{5}).*:.*");

  private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

  private volatile byte[] network = new byte[OCTETS];
  private volatile int length = OCTETS * Byte.SIZE;

  @Override
  public synchronized void config(Configuration parts) throws PermErrorException {
    network = octets(parts.group(1));
    String given = parts.groupCount() > 1 ? parts.group(2) : null;
    if (given != null) {
      length = length(given);
    }
  }

  @Override
  public @Nullable DNSLookupContinuation checkSPF(SPFSession session) {
    ClientAddress client = ((CheckSession) session).client();
    boolean matches =
        client.family() == ClientAddress.Family.IPV6 && beginsAlike(client.bytes(), network);
    session.setAttribute(Directive.ATTRIBUTE_MECHANISM_RESULT, matches);
    return null;
  }

  private boolean beginsAlike(byte[] address, byte[] other) {
    int octets = length / Byte.SIZE;
    if (!Arrays.equals(address, 0, octets, other, 0, octets)) {
      return false;
    }
    int bits = length % Byte.SIZE;
    return bits == 0 || ((address[octets] ^ other[octets]) & 0xff) >> (Byte.SIZE - bits) == 0;
  }

  private static byte[] octets(String address) throws PermErrorException {
    Optional<ClientAddress> parsed =
        ADDRESS.matcher(address).matches() ? ClientAddress.parse(address) : Optional.empty();
    byte[] octets =
        parsed.orElseThrow(() -> new PermErrorException("no IPv6 address: " + address)).bytes();
    return octets.length == OCTETS ? octets : mapped(octets);
  }

  private static byte[] mapped(byte[] ipv4) {
    byte[] octets = new byte[OCTETS];
    int start = OCTETS - ipv4.length;
    Arrays.fill(octets, start - 2, start, (byte) 0xff);
    System.arraycopy(ipv4, 0, octets, start, ipv4.length);
    return octets;
  }

  private static int length(String digits) throws PermErrorException {
    if (!LENGTH.matcher(digits).matches() || Integer.parseInt(digits) > OCTETS * Byte.SIZE) {
      throw new PermErrorException("no prefix length of IPv6: " + digits);
    }
    return Integer.parseInt(digits);
  }

  @Override
  public String toString() {
    return "ip6:" + HexFormat.of().formatHex(network) + "/" + length;
  }
}
