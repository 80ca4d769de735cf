package org.gate64.reputation.hazelcast;

import com.hazelcast.cluster.impl.MemberImpl;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;

/** Cuts a cluster by its own means. */
public final class Splitting {

  private Splitting() {}

  /** Has one member take another for dead. */
  public static void suspect(HazelcastInstance member, HazelcastInstance other) {
    HazelcastInstanceImpl inner = ((HazelcastInstanceProxy) member).getOriginal();
    ClusterServiceImpl cluster = inner.node.getClusterService();
    MemberImpl dead = cluster.getMember(other.getCluster().getLocalMember().getUuid());
    cluster.suspectMember(dead, "cut off by the test", true);
  }
}
