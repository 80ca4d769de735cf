package org.gate64.reputation;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.gate64.net.DomainName;
import org.gate64.net.SocketAddresses;

/** Where another member listens. */
public sealed interface Peer {

  /** At an address. */
  record AtAddress(InetSocketAddress address) implements Peer {
    @Override
    public String toString() {
      return SocketAddresses.format(address);
    }
  }

  /** At whatever address its name has. */
  record ByName(DomainName host, int port) implements Peer {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /**
   * Reads {@code 10.0.0.2:5701}, {@code [fd00::2]:5701} or {@code mx2.internal:5701}. The port must
   * be there, and no pattern stands for several.
   *
   * @return empty where the text is none of these
   */
  static Optional<Peer> parse(String text) {
    Optional<InetSocketAddress> address = SocketAddresses.parse(text, 0);
    if (address.isPresent()) {
      return address.filter(peer -> peer.getPort() != 0).map(AtAddress::new);
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    return SocketAddresses.parse("0.0.0.0" + text.substring(colon), 0)
        .map(InetSocketAddress::getPort)
        .filter(port -> port != 0)
        .flatMap(port -> named(text.substring(0, colon), port));
  }

  /** False where it certainly is reached over a public network. */
  default boolean mayBePrivate() {
    return !(this instanceof AtAddress at) || PrivateAddresses.contains(at.address().getAddress());
  }

  private static Optional<Peer> named(String host, int port) {
    return DomainName.parse(host).filter(Peer::isPlain).map(name -> new ByName(name, port));
  }

  /** A host's name, with or without a domain; never what Hazelcast would take for a range. */
  private static boolean isPlain(DomainName name) {
    return name.toString().matches("([a-z0-9_][-a-z0-9_]*\\.)*[a-z_][-a-z0-9_]*");
  }
}
