package org.gate64.admin;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * The two ends of a connection.
 *
 * @param remote the client's
 * @param local ours
 */
record Peer(SocketAddress remote, SocketAddress local) {

  /**
   * Whether the client is on this very host: it comes from a loopback address, or from the address
   * that it connected to, which nobody else has.
   */
  boolean isThisHost() {
    if (!(remote instanceof InetSocketAddress from) || !(local instanceof InetSocketAddress to)) {
      return false;
    }
    InetAddress client = from.getAddress();
    return client.isLoopbackAddress() || client.equals(to.getAddress());
  }
}
