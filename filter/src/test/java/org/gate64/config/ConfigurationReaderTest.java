package org.gate64.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gate64.evidence.spf.V4OnlyHosts;
import org.gate64.net.DomainName;
import org.gate64.net.HeaderField;
import org.gate64.net.ListenAddress;
import org.gate64.net.Network;
import org.gate64.net.SocketAddresses;
import org.gate64.policy.Action;
import org.gate64.policy.Finding;
import org.gate64.policy.RequiredAlignment;
import org.gate64.policy.Rule;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Strictness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file comes to. */
class ConfigurationReaderTest {

  private final Path directory;
  private final ConfigurationFile file;

  ConfigurationReaderTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = new ConfigurationFile(directory);
  }

  @Test
  void anEmptyFileIsTheDefaults() throws IOException {
    assertThat(file.valid("")).isEqualTo(Configuration.defaults());
  }

  @Test
  void readsEveryKindOfValue() throws IOException {
    Configuration configuration =
        file.valid(
            """
            listen = ["inet:8864@0.0.0.0", "inet6:8864@[::1]", "unix:/run/gate64/milter.sock"]
            socket-mode = 0666
            socket-group = postfix
            authserv-id = mx.example.org
            trusted-networks = [192.0.2.0/24]
            state-dir = ""
            network.ipv6-prefix = 56
            limits { frame = 512KiB, header-fields = 100, idle-timeout = 90 minutes }
            dns { servers = ["127.0.0.1:5353", "[::1]:54", "192.0.2.1"], timeout = 1.5s }
            spf.v4-only-hosts = count
            headers { authentication-results = no, mark = "X-Spam: bulk mail " }
            admin { listen = "", names = mx1 }
            log.level = debug
            """);

    assertThat(configuration.listen())
        .extracting(ListenAddress::toString)
        .containsExactly("inet:8864@0.0.0.0", "inet6:8864@[::1]", "unix:/run/gate64/milter.sock");
    assertThat(configuration.socketMode()).isEqualTo(PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(configuration.socketGroup()).hasValue("postfix");
    assertThat(configuration.authservId()).hasValue("mx.example.org");
    assertThat(configuration.trustedNetworks()).containsExactly(network("192.0.2.0/24"));
    assertThat(configuration.stateDir()).isEmpty();
    assertThat(configuration.network()).isEqualTo(new NetworkSettings(56, 32));
    assertThat(configuration.limits().frameBytes()).isEqualTo(512 * 1024);
    assertThat(configuration.limits().headerFields()).isEqualTo(100);
    assertThat(configuration.limits().idleTimeout()).isEqualTo(Duration.ofMinutes(90));
    assertThat(configuration.dns().servers())
        .extracting(SocketAddresses::format)
        .containsExactly("127.0.0.1:5353", "[::1]:54", "192.0.2.1:53");
    assertThat(configuration.dns().timeout()).isEqualTo(Duration.ofMillis(1500));
    assertThat(configuration.spf().v4OnlyHosts()).isEqualTo(V4OnlyHosts.COUNT);
    assertThat(configuration.headers())
        .isEqualTo(
            new HeaderSettings(
                "Gate64-Verdict", false, Optional.of(new HeaderField("X-Spam", "bulk mail"))));
    assertThat(configuration.admin())
        .isEqualTo(
            new AdminSettings(Optional.empty(), Set.of(DomainName.parse("mx1").orElseThrow())));
    assertThat(configuration.log().level()).isEqualTo(LogSettings.Level.DEBUG);
  }

  @Test
  void anActionMayBeStaged() throws IOException {
    Configuration configuration =
        file.valid(
            """
            policy.ipv6.on {
              no-ptr = reject
              unauthenticated = { action = reject, percent = 10, until = 2027-03-31 }
            }
            """);

    assertThat(configuration.policy().ipv6())
        .isEqualTo(
            RuleSet.of(Strictness.STANDARD)
                .with(
                    Map.of(
                        Finding.NO_PTR,
                        Rule.always(Action.REJECT),
                        Finding.UNAUTHENTICATED,
                        new Rule(Action.REJECT, 10, Optional.of(LocalDate.of(2027, 3, 31))))));
  }

  @Test
  void aNetworkStandsOnItsOwnStrictnessOrElseOnThatOfItsFamily() throws IOException {
    Map<Network, RuleSet> networks =
        file.valid(
                """
                policy {
                  ipv6 { strictness = lenient, on { no-ptr = reject } }
                  networks = [
                    { match = "2001:db8::/32", strictness = observe, on { overload = accept } }
                    { match = ["2001:db8:1::/48", "192.0.2.0/24"], on { from-malformed = mark } }
                  ]
                }
                """)
            .policy()
            .networks();

    Map<Finding, Rule> mark = Map.of(Finding.FROM_MALFORMED, Rule.always(Action.MARK));
    assertThat(networks)
        .containsExactly(
            Map.entry(
                network("2001:db8::/32"),
                RuleSet.of(Strictness.OBSERVE)
                    .with(Map.of(Finding.OVERLOAD, Rule.always(Action.ACCEPT)))),
            Map.entry(
                network("2001:db8:1::/48"),
                RuleSet.of(Strictness.LENIENT)
                    .with(Map.of(Finding.NO_PTR, Rule.always(Action.REJECT)))
                    .with(mark)),
            Map.entry(network("192.0.2.0/24"), RuleSet.of(Strictness.OBSERVE).with(mark)));
  }

  @Test
  void alignmentIsDemandedOfAllButTheNetworksThatAreExcepted() throws IOException {
    PolicySettings policy =
        file.valid(
                """
                policy {
                  alignment = aligned
                  networks = [
                    { match = "2001:db8::/32", alignment = any }
                    { match = "2001:db8:1::/48", strictness = observe }
                  ]
                }
                """)
            .policy();

    assertThat(policy.ipv6())
        .isEqualTo(RuleSet.of(Strictness.STANDARD).with(RequiredAlignment.ALIGNED));
    assertThat(policy.ipv4().alignment()).isEqualTo(RequiredAlignment.ALIGNED);
    assertThat(policy.networks())
        .containsExactly(
            Map.entry(network("2001:db8::/32"), RuleSet.of(Strictness.STANDARD)),
            Map.entry(
                network("2001:db8:1::/48"),
                RuleSet.of(Strictness.OBSERVE).with(RequiredAlignment.ALIGNED)));
  }

  @Test
  void includesAreRelativeToTheFileThatIncludes() throws IOException {
    Files.createDirectories(directory.resolve("parts"));
    Files.writeString(directory.resolve("parts/all.conf"), "include \"dns.conf\"\n");
    Files.writeString(directory.resolve("parts/dns.conf"), "dns.attempts = 5\n");

    assertThat(file.valid("include \"parts/all.conf\"\n").dns().attempts()).isEqualTo(5);
  }

  private static Network network(String text) {
    return Network.parse(text).orElseThrow();
  }
}
