package org.gate64.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.gate64.net.SocketAddresses;
import org.gate64.reputation.ClusterSettings.Bounds;
import org.gate64.reputation.ClusterSettings.Discovery;
import org.gate64.reputation.ClusterSettings.Exposure;
import org.gate64.reputation.ClusterSettings.Timing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:5701",
        "10.0.0.1:5701",
        "172.16.0.1:5701",
        "172.31.255.255:5701",
        "192.168.1.1:5701",
        "[::1]:5701",
        "[fd12:3456::1]:5701",
        "[fc00::1]:5701"
      })
  void aPrivateAddressMayBeBound(String bind) {
    assertThat(bound(bind, Exposure.PRIVATE).bind()).isEqualTo(address(bind));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1:5701",
        "172.32.0.1:5701",
        "100.64.0.1:5701",
        "169.254.1.1:5701",
        "[2001:db8::1]:5701",
        "[fe80::1]:5701",
        "[fec0::1]:5701"
      })
  void anyOtherNeedsANetworkThatIsProtected(String bind) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bound(bind, Exposure.PRIVATE))
        .withMessageContaining("bind is no private address");
    assertThat(bound(bind, Exposure.PROTECTED).bind()).isEqualTo(address(bind));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0:5701", "[::]:5701", "10.0.0.1:0"})
  void itIsOneAddressAndOnePortEvenOnAProtectedNetwork(String bind) {
    assertThatIllegalArgumentException().isThrownBy(() -> bound(bind, Exposure.PROTECTED));
  }

  @Test
  void noHostNameIsBound() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                settings(
                    "gate64",
                    InetSocketAddress.createUnresolved("mx1.example", 5701),
                    new Discovery.Fixed(List.of()),
                    Exposure.PRIVATE));
  }

  @Test
  void aMemberWithAPublicAddressNeedsANetworkThatIsProtected() {
    Discovery members = new Discovery.Fixed(List.of(peer("10.0.0.2:5701"), peer("192.0.2.1:5701")));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("gate64", address("10.0.0.1:5701"), members, Exposure.PRIVATE))
        .withMessageContaining("member 192.0.2.1:5701");
    assertThat(settings("gate64", address("10.0.0.1:5701"), members, Exposure.PROTECTED))
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "gate64\n", "gäte"})
  void theNameIsPlain(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                settings(
                    name,
                    address("10.0.0.1:5701"),
                    new Discovery.Fixed(List.of()),
                    Exposure.PRIVATE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "UPPER", "a/b", "-a", "a.b"})
  void namesInKubernetesAreThoseThatItAllows(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Discovery.Kubernetes("mail", name));
    assertThatIllegalArgumentException().isThrownBy(() -> new Discovery.Kubernetes(name, "gate64"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.2:5701", "[fd00::2]:5701", "mx2.internal:5701", "gate64-2:65535"})
  void aPeerIsWrittenAsItIsRead(String text) {
    assertThat(peer(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.2",
        "10.0.0.2:0",
        "10.0.0.2:65536",
        "10.0.0.*:5701",
        "10.0.0.1-9:5701",
        "mx2.internal",
        "mx2.internal:x",
        "mx 2:5701",
        "10.0.0:5701",
        ":5701",
        "fd00::2:5701",
        "mx2/24:5701"
      })
  void whatIsNoPeer(String text) {
    assertThat(Peer.parse(text)).isEmpty();
  }

  private static ClusterSettings bound(String bind, Exposure exposure) {
    return settings("gate64", address(bind), new Discovery.Fixed(List.of()), exposure);
  }

  private static ClusterSettings settings(
      String name, InetSocketAddress bind, Discovery discovery, Exposure exposure) {
    return new ClusterSettings(
        name, bind, discovery, exposure, Duration.ofMillis(20), Bounds.usual(), Timing.usual());
  }

  private static InetSocketAddress address(String text) {
    return SocketAddresses.parse(text, 0).orElseThrow();
  }

  private static Peer peer(String text) {
    return Peer.parse(text).orElseThrow();
  }
}
