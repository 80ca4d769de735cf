package org.gate64.reputation.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import java.util.List;
import org.gate64.net.SocketAddresses;
import org.gate64.reputation.hazelcast.ClusterHealth.Safety;

/** What a member sees of its cluster. */
final class Surroundings {

  private final HazelcastInstance member;
  private final IMap<?, ?> map;
  private volatile Safety safety = Safety.UNSAFE;

  Surroundings(HazelcastInstance member, IMap<?, ?> map) {
    this.member = member;
    this.map = map;
  }

  /** Where all members listen that are there, this one included; none where it is none. */
  List<String> members() {
    try {
      return member.getCluster().getMembers().stream()
          .map(each -> SocketAddresses.format(each.getSocketAddress()))
          .toList();
    } catch (HazelcastInstanceNotActiveException e) {
      return List.of();
    }
  }

  /** Records that this member owns. */
  long ownedEntries() {
    try {
      return map.getLocalMapStats().getOwnedEntryCount();
    } catch (HazelcastInstanceNotActiveException e) {
      return 0;
    }
  }

  /** As it was when last {@linkplain #look looked at}. */
  Safety safety() {
    return safety;
  }

  /** Asks the other members and waits for them. */
  void look() {
    if (member.getCluster().getMembers().size() < 2) {
      safety = Safety.ALONE;
    } else {
      safety = member.getPartitionService().isLocalMemberSafe() ? Safety.SAFE : Safety.UNSAFE;
    }
  }
}
