package org.gate64.reputation.hazelcast;

import com.hazelcast.cluster.impl.MemberImpl;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.internal.serialization.impl.compact.Schema;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks into members, and cuts a cluster by its own means. */
public final class Splitting {

  private Splitting() {}

  /** Has one member take another for dead, unless it has heard so already. */
  public static void suspect(HazelcastInstance member, HazelcastInstance other) {
    ClusterServiceImpl cluster = inner(member).node.getClusterService();
    MemberImpl dead = cluster.getMember(other.getCluster().getLocalMember().getUuid());
    if (dead != null) {
      cluster.suspectMember(dead, "cut off by the test", true);
    }
  }

  /** The types of ours that a member can read by now, whoever sends them. */
  public static Set<String> types(HazelcastInstance member) {
    return inner(member).node.getSchemaService().getAllSchemas().stream()
        .map(Schema::getTypeName)
        .collect(Collectors.toSet());
  }

  private static HazelcastInstanceImpl inner(HazelcastInstance member) {
    return ((HazelcastInstanceProxy) member).getOriginal();
  }
}
