package org.gate64.reputation.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.TcpIpConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.util.List;
import org.gate64.reputation.ClusterSettings;
import org.gate64.reputation.ClusterSettings.Discovery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Becomes a member within a bounded time. A peer that hangs still takes connections and never
 * answers; without a bound, a node that starts beside it would wait, and its mail server with it.
 */
final class Admission {

  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  private Admission() {}

  /**
   * Joins those that answer. Where a list of members is known and none of them lets this one in,
   * goes on alone: both parts meet as after a split.
   *
   * @throws IOException where that cannot be, for example because the port is taken
   */
  static HazelcastInstance of(Config config, ClusterSettings settings) throws IOException {
    try {
      return Hazelcast.newHazelcastInstance(config);
    } catch (IllegalStateException notLetIn) {
      if (settings.discovery() instanceof Discovery.Fixed) {
        LOG.warn("No other node let this one into the cluster: going on alone until one does");
        return alone(config);
      }
      throw new IOException("cluster: no other node let this one in", notLetIn);
    } catch (RuntimeException e) {
      throw new IOException("cluster: " + e.getMessage(), e);
    }
  }

  /** It looks for the others from the first time on that it looks for other parts. */
  private static HazelcastInstance alone(Config config) throws IOException {
    TcpIpConfig list = config.getAdvancedNetworkConfig().getJoin().getTcpIpConfig();
    List<String> others = List.copyOf(list.getMembers());
    list.clear();
    try {
      HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
      list.setMembers(others);
      return member;
    } catch (RuntimeException e) {
      throw new IOException("cluster: " + e.getMessage(), e);
    }
  }
}
