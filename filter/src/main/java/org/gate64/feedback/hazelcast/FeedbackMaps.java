package org.gate64.feedback.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.MergePolicyConfig;
import java.time.Duration;
import org.gate64.feedback.Balance;
import org.gate64.feedback.FeedbackSettings;
import org.gate64.feedback.Said;

/** The maps of a member: what was said of which message, reporters' accounts, and the keys. */
public final class FeedbackMaps {

  static final String WORDS = "feedback-words";
  static final String ACCOUNTS = "feedback-accounts";
  static final String KEYS = "feedback-keys";

  private static final int MERGED_AT_ONCE = 500;

  private FeedbackMaps() {}

  /**
   * Has a member that is still to be started keep all this.
   *
   * @param settings how many messages each member knows of its own, and accounts, and as much again
   *     for others
   */
  public static void prepare(Config member, FeedbackSettings settings) {
    Duration keep = settings.keep();
    member.addMapConfig(bounded(map(WORDS), keep, settings.entries(), new OldestFirst<>(Said::at)));
    member.addMapConfig(
        bounded(map(ACCOUNTS), keep, settings.accounts(), new OldestFirst<>(Balance::at)));
    member.addMapConfig(map(KEYS));
    member
        .getSerializationConfig()
        .getCompactSerializationConfig()
        .addSerializer(new VoiceSerializer())
        .addSerializer(new SaidSerializer())
        .addSerializer(new SaySerializer())
        .addSerializer(new BalanceSerializer())
        .addSerializer(new GrantSerializer())
        .addSerializer(new KeyRingSerializer())
        .addSerializer(new JoinSerializer());
  }

  private static MapConfig map(String name) {
    MapConfig map = new MapConfig(name);
    map.setInMemoryFormat(InMemoryFormat.BINARY);
    map.setBackupCount(1);
    map.setAsyncBackupCount(0);
    map.setStatisticsEnabled(false);
    map.setMergePolicyConfig(new MergePolicyConfig(JoinPolicy.class.getName(), MERGED_AT_ONCE));
    return map;
  }

  private static MapConfig bounded(
      MapConfig map, Duration keep, int entries, OldestFirst<?> order) {
    map.setTimeToLiveSeconds(Math.toIntExact(keep.toSeconds()));
    map.setEvictionConfig(
        new EvictionConfig()
            .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
            .setSize(entries)
            .setEvictionPolicy(EvictionPolicy.NONE)
            .setComparator(order));
    return map;
  }
}
