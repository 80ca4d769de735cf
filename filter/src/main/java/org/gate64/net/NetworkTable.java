package org.gate64.net;

import inet.ipaddr.IPAddress;
import inet.ipaddr.format.util.AssociativeAddressTrie.AssociativeTrieNode;
import inet.ipaddr.format.util.DualIPv4v6AssociativeTries;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Values by network, found by the longest match.
 *
 * @param <V> what each network maps to
 */
public final class NetworkTable<V> {

  private final DualIPv4v6AssociativeTries<V> tries = new DualIPv4v6AssociativeTries<>();
  private final List<V> values;

  /** A table that holds what the map holds now. */
  public NetworkTable(Map<Network, ? extends V> entries) {
    values = List.copyOf(entries.values());
    entries.forEach((network, value) -> tries.put(network.block(), value));
  }

  /** A table that only tells whether an address lies in one of the networks. */
  public static NetworkTable<Network> of(Set<Network> networks) {
    return new NetworkTable<>(
        networks.stream().collect(Collectors.toMap(network -> network, network -> network)));
  }

  /** Every value, in no order. */
  public List<V> values() {
    return values;
  }

  /** The value of the longest network that contains the address. */
  public Optional<V> longestMatch(ClientAddress address) {
    AssociativeTrieNode<? extends IPAddress, V> node =
        tries.longestPrefixMatchNode(address.ipAddress());
    return node == null ? Optional.empty() : Optional.ofNullable(node.getValue());
  }
}
