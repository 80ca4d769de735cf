package org.gate64.reputation.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.map.MapPartitionLostEvent;
import com.hazelcast.map.listener.MapPartitionLostListener;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.gate64.reputation.Subject;

/**
 * Hears of the parts of the map that this member's part of the cluster has no copy of any more: all
 * that had one are gone, or on the other side of a split.
 */
final class Losses implements MapPartitionLostListener {

  private final HazelcastInstance member;
  private final Set<Integer> lost = ConcurrentHashMap.newKeySet();
  private Set<Member> members;

  Losses(HazelcastInstance member, IMap<?, ?> map) {
    this.member = member;
    this.members = member.getCluster().getMembers();
    UUID unused = map.addPartitionLostListener(this);
  }

  @Override
  public void partitionLost(MapPartitionLostEvent event) {
    lost.add(event.getPartitionId());
  }

  /**
   * Whether members came or went since this was last asked. What was lost by that is heard of a
   * moment later.
   */
  synchronized boolean haveMembersChanged() {
    Set<Member> before = members;
    members = member.getCluster().getMembers();
    return !members.equals(before);
  }

  /** The parts that were lost since this was last asked. */
  Set<Integer> take() {
    Set<Integer> taken = new HashSet<>(lost);
    lost.removeAll(taken);
    return taken;
  }

  /** The part that a subject's record belongs to. */
  int partitionOf(Subject subject) {
    return member.getPartitionService().getPartition(subject.toString()).getPartitionId();
  }
}
