package org.gate64.reputation.hazelcast;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.InterfacesConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.KubernetesConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.config.TcpIpConfig;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.spi.properties.ClusterProperty;
import com.hazelcast.spi.properties.HazelcastProperty;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import org.gate64.reputation.ClusterSettings;
import org.gate64.reputation.ClusterSettings.Discovery;
import org.gate64.reputation.ClusterSettings.Timing;
import org.gate64.reputation.Decay;
import org.gate64.reputation.Peer;

/**
 * A Hazelcast member that does what is needed here and nothing else: it listens at one address, to
 * other members only, looks for nobody but those it was told of, and tells nobody that it is there.
 */
final class MemberConfiguration {

  /** As long as a graceful end may take: the time to hand its records to the others. */
  private static final Duration FAREWELL = Duration.ofSeconds(20);

  /** The longest that one operation is tried; past the silence that gives a member up. */
  private static final Duration LONGEST_OPERATION = Duration.ofSeconds(30);

  private MemberConfiguration() {}

  static Config of(ClusterSettings settings, Decay decay, Clock clock) {
    Config config = new Config();
    config.setClusterName(settings.name());
    config.setClassLoader(MemberConfiguration.class.getClassLoader());
    config.setAdvancedNetworkConfig(network(settings));
    config.setSerializationConfig(Serialization.config());
    config.addMapConfig(MapConfiguration.of(settings, decay, clock));
    config.addMapConfig(MapConfiguration.ofPins());
    config.getMetricsConfig().setEnabled(false);
    config.getJetConfig().setEnabled(false);
    address(config, settings.bind());
    keepQuiet(config);
    timing(config, settings.timing());
    return config;
  }

  private static AdvancedNetworkConfig network(ClusterSettings settings) {
    ServerSocketEndpointConfig endpoint = new ServerSocketEndpointConfig();
    endpoint.setProtocolType(EndpointQualifier.MEMBER.getType());
    endpoint.setPort(settings.bind().getPort());
    endpoint.setPortAutoIncrement(false);
    endpoint.setReuseAddress(true);
    endpoint.setInterfaces(new InterfacesConfig().setEnabled(false));
    AdvancedNetworkConfig network = new AdvancedNetworkConfig();
    network.setEnabled(true);
    network.setMemberEndpointConfig(endpoint);
    network.setJoin(join(settings));
    return network;
  }

  private static JoinConfig join(ClusterSettings settings) {
    JoinConfig join = new JoinConfig();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    Discovery discovery = settings.discovery();
    if (discovery instanceof Discovery.Fixed fixed) {
      TcpIpConfig tcpIp = join.getTcpIpConfig().setEnabled(true);
      fixed.members().stream().map(Peer::toString).forEach(tcpIp::addMember);
    } else if (discovery instanceof Discovery.Dns dns) {
      kubernetes(join, settings).setProperty("service-dns", dns.name().toString());
    } else if (discovery instanceof Discovery.Kubernetes service) {
      kubernetes(join, settings)
          .setProperty("namespace", service.namespace())
          .setProperty("service-name", service.service())
          .setProperty("expose-externally", "false");
    }
    return join;
  }

  private static KubernetesConfig kubernetes(JoinConfig join, ClusterSettings settings) {
    KubernetesConfig kubernetes = join.getKubernetesConfig();
    kubernetes.setEnabled(true);
    kubernetes.setProperty("service-port", Integer.toString(settings.bind().getPort()));
    return kubernetes;
  }

  private static void address(Config config, InetSocketAddress bind) {
    config.setProperty("hazelcast.local.localAddress", bind.getAddress().getHostAddress());
    set(config, ClusterProperty.SOCKET_BIND_ANY, "false");
    set(config, ClusterProperty.SOCKET_SERVER_BIND_ANY, "false");
    set(config, ClusterProperty.SOCKET_CLIENT_BIND_ANY, "false");
    boolean isIpv6 = bind.getAddress() instanceof Inet6Address;
    set(config, ClusterProperty.PREFER_IPv4_STACK, Boolean.toString(!isIpv6));
  }

  private static void keepQuiet(Config config) {
    set(config, ClusterProperty.LOGGING_TYPE, "slf4j");
    set(config, ClusterProperty.PHONE_HOME_ENABLED, "false");
    set(config, ClusterProperty.SHUTDOWNHOOK_ENABLED, "false");
    set(config, ClusterProperty.ENABLE_JMX, "false");
    set(config, ClusterProperty.HEALTH_MONITORING_LEVEL, "OFF");
    set(config, ClusterProperty.EVENT_THREAD_COUNT, "1");
  }

  /**
   * A member that hangs is given up after the silence; until then, what it owns counts as unknown.
   * Heartbeats go out every second, so that one that is lost on the way matters little.
   */
  private static void timing(Config config, Timing timing) {
    set(config, ClusterProperty.HEARTBEAT_INTERVAL_SECONDS, "1");
    set(config, ClusterProperty.MAX_NO_HEARTBEAT_SECONDS, timing.silence());
    set(config, ClusterProperty.MASTERSHIP_CLAIM_TIMEOUT_SECONDS, timing.silence());
    set(config, ClusterProperty.MERGE_FIRST_RUN_DELAY_SECONDS, timing.firstMerge());
    set(config, ClusterProperty.MERGE_NEXT_RUN_DELAY_SECONDS, timing.nextMerge());
    // Who has missed a change of the list is not asked by those that have not, until he hears it.
    set(config, ClusterProperty.MEMBER_LIST_PUBLISH_INTERVAL_SECONDS, "5");
    set(config, ClusterProperty.WAIT_SECONDS_BEFORE_JOIN, "1");
    set(config, ClusterProperty.MAX_JOIN_SECONDS, timing.admission());
    // As long again, at most, until it is connected with each.
    set(config, ClusterProperty.CONNECT_ALL_WAIT_SECONDS, timing.silence());
    set(config, ClusterProperty.GRACEFUL_SHUTDOWN_MAX_WAIT, FAREWELL);
    set(
        config,
        ClusterProperty.OPERATION_CALL_TIMEOUT_MILLIS,
        Long.toString(LONGEST_OPERATION.toMillis()));
    // A backup that hangs holds up one write of a subject for so long; it catches up later.
    set(config, ClusterProperty.OPERATION_BACKUP_TIMEOUT_MILLIS, "1000");
    // Otherwise what one member counts is seen by the others up to ten seconds later.
    set(config, ClusterProperty.MAP_INVALIDATION_MESSAGE_BATCH_ENABLED, "false");
  }

  private static void set(Config config, HazelcastProperty property, Duration value) {
    set(config, property, Long.toString(value.toSeconds()));
  }

  private static void set(Config config, HazelcastProperty property, String value) {
    config.setProperty(property.getName(), value);
  }
}
