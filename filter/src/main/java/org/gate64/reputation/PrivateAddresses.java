package org.gate64.reputation;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Addresses that no packet from the internet carries. */
final class PrivateAddresses {

  private static final int UNIQUE_LOCAL = 0xfc;
  private static final int UNIQUE_LOCAL_MASK = 0xfe;

  private PrivateAddresses() {}

  /** Those of RFC 1918, of RFC 4193, and of this machine. */
  static boolean contains(InetAddress address) {
    return address.isLoopbackAddress()
        || (address instanceof Inet6Address
            ? (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL
            : address.isSiteLocalAddress());
  }
}
