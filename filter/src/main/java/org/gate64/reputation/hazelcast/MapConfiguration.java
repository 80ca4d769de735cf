package org.gate64.reputation.hazelcast;

import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.NearCacheConfig;
import java.time.Clock;
import java.time.Duration;
import org.gate64.reputation.ClusterSettings;
import org.gate64.reputation.ClusterSettings.Bounds;
import org.gate64.reputation.Decay;

/** The maps: by the subject's text a record for each, and what operators have set. */
final class MapConfiguration {

  static final String NAME = "reputation";

  /** Should an invalidation get lost, a record at hand is no older than this. */
  private static final Duration STALEST = Duration.ofMinutes(1);

  private static final int MERGED_AT_ONCE = 500;

  private MapConfiguration() {}

  /**
   * One backup, written before a write counts as done: no mail waits for that, and a member that
   * dies takes nothing with it. Another one follows at its own pace, so that of three members each
   * has all records. Where a half of a split cluster had none of a record, its members would begin
   * theirs anew, in later versions than what they had counted before, and that would be lost.
   */
  static MapConfig of(ClusterSettings settings, Decay decay, Clock clock) {
    Bounds bounds = settings.bounds();
    MapConfig map = new MapConfig(NAME);
    map.setInMemoryFormat(InMemoryFormat.BINARY);
    map.setBackupCount(1);
    map.setAsyncBackupCount(1);
    map.setReadBackupData(true);
    map.setStatisticsEnabled(false);
    map.setMaxIdleSeconds(Math.toIntExact(bounds.idle().toSeconds()));
    map.setEvictionConfig(
        new EvictionConfig()
            .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
            .setSize(2 * bounds.entries())
            .setEvictionPolicy(EvictionPolicy.NONE)
            .setComparator(new StrangersFirst(decay, clock)));
    map.setMergePolicyConfig(new MergePolicyConfig(JoinPolicy.class.getName(), MERGED_AT_ONCE));
    map.setNearCacheConfig(near(bounds));
    return map;
  }

  /** Few, and dear to those who set them: none is given up. */
  static MapConfig ofPins() {
    MapConfig map = new MapConfig(HazelcastPins.NAME);
    map.setInMemoryFormat(InMemoryFormat.BINARY);
    map.setBackupCount(1);
    map.setAsyncBackupCount(0);
    map.setStatisticsEnabled(false);
    map.setMergePolicyConfig(new MergePolicyConfig(LaterPin.class.getName(), MERGED_AT_ONCE));
    return map;
  }

  private static NearCacheConfig near(Bounds bounds) {
    return new NearCacheConfig(NAME)
        .setInMemoryFormat(InMemoryFormat.OBJECT)
        .setCacheLocalEntries(true)
        .setInvalidateOnChange(true)
        .setTimeToLiveSeconds(Math.toIntExact(STALEST.toSeconds()))
        .setEvictionConfig(
            new EvictionConfig()
                .setMaxSizePolicy(MaxSizePolicy.ENTRY_COUNT)
                .setEvictionPolicy(EvictionPolicy.LRU)
                .setSize(bounds.near()));
  }
}
