package org.gate64.reputation.hazelcast;

import static com.hazelcast.query.Predicates.alwaysTrue;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.PartitionService;
import com.hazelcast.query.Predicates;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.gate64.reputation.TrackRecord;

/**
 * The map, a small part of it at a time. What changes meanwhile may be seen as it was before or
 * after. Waits for the members that the parts lie on.
 */
final class Partitions {

  private final HazelcastInstance member;
  private final IMap<String, TrackRecord> map;

  Partitions(HazelcastInstance member, IMap<String, TrackRecord> map) {
    this.member = member;
    this.map = map;
  }

  /** The records of all members. */
  Stream<Map.Entry<String, TrackRecord>> all() {
    return keys().values().stream().flatMap(this::entries);
  }

  /** The records that this member owns. */
  Stream<Map.Entry<String, TrackRecord>> own() {
    Member self = member.getCluster().getLocalMember();
    PartitionService partitions = member.getPartitionService();
    return keys().values().stream()
        .filter(key -> self.equals(partitions.getPartition(key).getOwner()))
        .flatMap(this::entries);
  }

  private Stream<Map.Entry<String, TrackRecord>> entries(String partitionKey) {
    return map
        .entrySet(Predicates.<String, TrackRecord>partitionPredicate(partitionKey, alwaysTrue()))
        .stream();
  }

  /** A text that lies in it for each partition; nothing need be kept there. */
  private Map<Integer, String> keys() {
    PartitionService partitions = member.getPartitionService();
    int count = partitions.getPartitions().size();
    Map<Integer, String> keys = new HashMap<>();
    for (int i = 0; keys.size() < count; i++) {
      String key = Integer.toString(i);
      keys.putIfAbsent(partitions.getPartition(key).getPartitionId(), key);
    }
    return keys;
  }
}
