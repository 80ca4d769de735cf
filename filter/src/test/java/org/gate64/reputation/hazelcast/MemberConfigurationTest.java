package org.gate64.reputation.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.instance.EndpointQualifier;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import org.gate64.net.DomainName;
import org.gate64.net.SocketAddresses;
import org.gate64.reputation.ClusterSettings;
import org.gate64.reputation.ClusterSettings.Discovery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemberConfigurationTest {

  private final Cluster cluster = new Cluster(2);

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void nobodyIsLookedForButThoseOnTheList() {
    JoinConfig join = config(cluster.settings(0)).getAdvancedNetworkConfig().getJoin();

    assertThat(join.getMulticastConfig().isEnabled()).isFalse();
    assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
    assertThat(join.getKubernetesConfig().isEnabled()).isFalse();
    assertThat(join.getAwsConfig().isEnabled()).isFalse();
    assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
    assertThat(join.getTcpIpConfig().getMembers())
        .containsExactly("127.0.0.1:" + cluster.port(0), "127.0.0.1:" + cluster.port(1));
  }

  @Test
  void onlyMembersAreListenedTo() {
    Config config = config(cluster.settings(0));

    assertThat(config.getAdvancedNetworkConfig().isEnabled()).isTrue();
    assertThat(config.getAdvancedNetworkConfig().getEndpointConfigs())
        .containsOnlyKeys(EndpointQualifier.MEMBER);
    assertThat(config.getProperties())
        .containsEntry("hazelcast.socket.server.bind.any", "false")
        .containsEntry("hazelcast.phone.home.enabled", "false")
        .containsEntry("hazelcast.jmx", "false")
        .containsEntry("hazelcast.shutdownhook.enabled", "false");
    assertThat(config.getMetricsConfig().isEnabled()).isFalse();
    assertThat(config.getJetConfig().isEnabled()).isFalse();
    assertThat(config.getNamespacesConfig().isEnabled()).isFalse();
    assertThat(config.getCPSubsystemConfig().getCPMemberCount()).isZero();
  }

  @Test
  void aRecordIsKeptTwiceBeforeAWriteCountsAsDone() {
    MapConfig map = config(cluster.settings(0)).getMapConfig(MapConfiguration.NAME);

    assertThat(map.getBackupCount()).isEqualTo(1);
    assertThat(map.getAsyncBackupCount()).isEqualTo(1);
    assertThat(map.getMergePolicyConfig().getPolicy()).isEqualTo(JoinPolicy.class.getName());
  }

  @Test
  void aServiceIsLookedUpByTheApiOfKubernetes() {
    ClusterSettings settings =
        found(cluster.settings(0), new Discovery.Kubernetes("mail", "gate64"));
    JoinConfig join = config(settings).getAdvancedNetworkConfig().getJoin();

    assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
    assertThat(join.getKubernetesConfig().isEnabled()).isTrue();
    assertThat(join.getKubernetesConfig().getProperties())
        .containsEntry("namespace", "mail")
        .containsEntry("service-name", "gate64")
        .containsEntry("service-port", Integer.toString(cluster.port(0)));
  }

  @Test
  void membersFindEachOtherByAName() throws IOException {
    Discovery name = new Discovery.Dns(DomainName.parse("localhost").orElseThrow());
    // Both at the same port, as a name has none: the second at another address of this machine.
    ClusterSettings first = found(cluster.settings(0), name);
    ClusterSettings second =
        at(first, SocketAddresses.parse("127.0.0.2", cluster.port(0)).orElseThrow());
    HazelcastReputationStore one = cluster.start(0, first);
    HazelcastReputationStore other = cluster.start(1, second);

    Cluster.await(Duration.ofSeconds(20), () -> one.health().members().size() == 2);
    assertThat(other.health().members())
        .containsExactlyInAnyOrder("127.0.0.1:" + cluster.port(0), "127.0.0.2:" + cluster.port(0));
  }

  @Test
  void membersMayHaveIpv6Addresses() throws IOException {
    ClusterSettings settings =
        at(cluster.settings(0), SocketAddresses.parse("[::1]", cluster.port(0)).orElseThrow());

    assertThat(cluster.start(0, settings).health().members())
        .containsExactly("[::1]:" + cluster.port(0));
  }

  private static ClusterSettings found(ClusterSettings settings, Discovery discovery) {
    return new ClusterSettings(
        settings.name(),
        settings.bind(),
        discovery,
        settings.exposure(),
        settings.patience(),
        settings.bounds(),
        settings.timing());
  }

  private static ClusterSettings at(ClusterSettings settings, InetSocketAddress bind) {
    return new ClusterSettings(
        settings.name(),
        bind,
        settings.discovery(),
        settings.exposure(),
        settings.patience(),
        settings.bounds(),
        settings.timing());
  }

  private static Config config(ClusterSettings settings) {
    return MemberConfiguration.of(settings, Cluster.DECAY, Clock.systemUTC());
  }
}
