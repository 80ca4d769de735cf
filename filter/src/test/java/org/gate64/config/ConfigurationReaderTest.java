package org.gate64.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {

  @TempDir Path directory;

  @Test
  void anEmptyFileIsTheDefaults() throws IOException {
    assertThat(valid("")).isEqualTo(Configuration.defaults());
  }

  @Test
  void readsEveryKindOfValue() throws IOException {
    Configuration configuration =
        valid(
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
        valid(
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
        valid(
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
        valid(
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
  void fiveMistakesMakeFiveLines() throws IOException {
    assertThat(
            problems(
                """
                listen = ["inet:8864"]
                dns {
                  timeuot = 3s
                  attempts = 0
                }
                policy.ipv6.on { ptr-unavailable = reject }
                spf { void-lookups = many }
                """))
        .containsExactly(
            "gate64.conf:1: listen: expected inet:PORT@ADDRESS (0.0.0.0 for all),"
                + " inet6:PORT@[ADDRESS] ([::] for all), or unix:PATH of at most 107 bytes,"
                + " found \"inet:8864\"",
            "gate64.conf:3: dns.timeuot: is no key of gate64; did you mean timeout?",
            "gate64.conf:4: dns.attempts: expected a whole number from 1 to 10, found \"0\"",
            "gate64.conf:6: policy.ipv6.on.ptr-unavailable: an outage is never refused for good:"
                + " accept, mark, quarantine or at most tempfail",
            "gate64.conf:7: spf.void-lookups: expected a whole number from 0 to 100,"
                + " found \"many\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dns = 5                              | dns: expected a block { ... }, found "5"
          dns = null                           | dns: expected a block { ... }, found null
          log.level = { }                      | log.level: expected one of error, warn, info, debug, found a block
          dns.timeout = 2                      | dns.timeout: expected a duration from 50ms to 1m with its unit, like 30s or 5m, found "2"
          dns.timeout = 2 parsecs              | dns.timeout: expected a duration from 50ms to 1m with its unit, like 30s or 5m, found "2 parsecs"
          dns.timeout = 9s                     | dns.timeout: deadline must not be less than timeout
          dns { min-ttl = 2h, max-ttl = 1h, max-negative-ttl = 3h } | dns.max-ttl: max-ttl must not be less than min-ttl
          dns.min-ttl = 10m                    | dns.min-ttl: max-negative-ttl must not be less than min-ttl
          dns { min-ttl = 1m, max-negative-ttl = 1s } | dns.max-negative-ttl: max-negative-ttl must not be less than min-ttl
          dns { timeout = 3, deadline = 1s }   | dns.timeout: expected a duration from 50ms to 1m with its unit, like 30s or 5m, found "3"
          dns.cache-entries = 0                | dns.cache-entries: expected a whole number from 1 to 10000000, found "0"
          dns.servers = [resolver.example]     | dns.servers: expected an address like 127.0.0.1, 127.0.0.1:5353 or [::1]:53, found "resolver.example"
          limits.frame = 1e99999999MiB         | limits.frame: expected a size from 128KiB to 16MiB with its unit, like 1MiB, found "1e99999999MiB"
          limits.sessions = 99999999999999999  | limits.sessions: expected a whole number from 1 to 100000, found "99999999999999999"
          limits.idle-timeout = 299s           | limits.idle-timeout: expected a duration from 5m to 24h with its unit, like 30s or 5m, found "299s"
          limits.header-fields = 99            | limits.header-fields: expected a whole number from 100 to 100000, found "99"
          limits.sessions = 1.5                | limits.sessions: expected a whole number from 1 to 100000, found "1.5"
          network.ipv6-prefix = 128            | network.ipv6-prefix: expected a whole number from 16 to 64, found "128"
          socket-mode = "0888"                 | socket-mode: expected an octal mode like "0660", found "0888"
          authserv-id = "mx example"           | authserv-id: expected a host name, or "" for none, found "mx example"
          listen = []                          | listen: is empty: expected inet:PORT@ADDRESS (0.0.0.0 for all), inet6:PORT@[ADDRESS] ([::] for all), or unix:PATH of at most 107 bytes
          listen = ["unix:a", "unix:a"]        | listen: unix:a stands in the list twice
          listen = ["inet:8865@127.0.0.1"]     | listen: inet:8865@127.0.0.1 stands both in listen and in admin.listen
          admin.listen = "inet:8864@127.0.0.1" | admin: inet:8864@127.0.0.1 stands both in listen and in admin.listen
          admin.listen = "unix:/run/admin"     | admin.listen: expected inet:PORT@ADDRESS or inet6:PORT@[ADDRESS] (a unix socket will not do), or "" for none, found "unix:/run/admin"
          admin.names = ["mx1.example.net:80"] | admin.names: expected the name of a host, found "mx1.example.net:80"
          admin.names = ["192.0.2.1"]          | admin.names: expected the name of a host, found "192.0.2.1"
          trusted-networks = ["2001:db8::1/32"] | trusted-networks: expected an address, or a prefix without host bits like 2001:db8::/32, found "2001:db8::1/32"
          headers.verdict = Subject            | headers.verdict: expected a field name that no standard gives a meaning to, found "Subject"
          headers.verdict = "Two Words"        | headers.verdict: expected a field name that no standard gives a meaning to, found "Two Words"
          headers.verdict = x-spam-flag        | headers.verdict: headers.mark and headers.verdict have the same name
          headers.mark = "no colon"            | headers.mark: expected "Name: value" in printable ASCII, with a name that no standard gives a meaning to, or "" for none, found "no colon"
          policy.ipv6.strictness = standart    | policy.ipv6.strictness: expected one of observe, lenient, standard, strict, found "standart"
          policy.ipv6.on.no-prt = mark         | policy.ipv6.on.no-prt: is no key of gate64; did you mean no-ptr?
          policy.ipv6.on.no-ptr = drop         | policy.ipv6.on.no-ptr: expected one of accept, mark, quarantine, tempfail, steer, reject, found "drop"
          policy.ipv6.on.no-ptr = { percent = 5 } | policy.ipv6.on.no-ptr.action: is missing: expected one of accept, mark, quarantine, tempfail, steer, reject
          policy.ipv4.on.overload = steer      | policy.ipv4.on.overload: an outage is never refused for good: accept, mark, quarantine or at most tempfail
          policy.ipv6.on.rate = reject         | policy.ipv6.on.rate: too much mail is never refused for good: accept, mark, quarantine or at most tempfail
          policy.ipv6.on.from-malformed = tempfail | policy.ipv6.on.from-malformed: a malformed From does not mend itself: accept, mark, quarantine or reject
          policy.ipv6.on.from-malformed = steer | policy.ipv6.on.from-malformed: a malformed From does not mend itself: accept, mark, quarantine or reject
          policy.ipv6.on.from-malformed = { action = tempfail, percent = 5 } | policy.ipv6.on.from-malformed: a malformed From does not mend itself: accept, mark, quarantine or reject
          policy.networks = [{ }]              | policy.networks[0].match: is missing: expected an address, or a prefix without host bits like 2001:db8::/32
          policy.networks = [{ match = [] }]   | policy.networks[0].match: is empty: expected an address, or a prefix without host bits like 2001:db8::/32
          policy.networks = [{ match = "::/0" }, { match = "::/0" }] | policy.networks[1].match: ::/0 has rules already
          policy.steer.attempts = 3            | policy.steer: is no key of gate64
          cluster.enabled = true               | cluster: is no key of gate64
          include "missing.conf"               | there is no file missing.conf to include
          include url("http://127.0.0.1/a")    | only files can be included, not http://127.0.0.1/a
          authserv-id = ${HOME}                | Could not resolve substitution to a value: ${HOME}
          authserv-id = ${user.home}           | Could not resolve substitution to a value: ${user.home}
          """)
  void saysWhatIsWrong(String line, String problem) throws IOException {
    assertThat(problems(line + "\n")).containsExactly("gate64.conf:1: " + problem);
  }

  @Test
  void aSyntaxErrorIsOneProblemWithItsLine() throws IOException {
    assertThat(problems("log { format = text }\n\ndns { timeout = = 2s }\nspf { timeout = : }\n"))
        .singleElement()
        .asString()
        .startsWith("gate64.conf:3: ");
  }

  @Test
  void aMissingBraceIsNotedWhereTheBlockBegins() throws IOException {
    assertThat(problems("log { format = text }\ndns {\n  timeout = 2s\nspf { max-queries = 50 }\n"))
        .containsExactly("gate64.conf:2: the { in this line is never closed");
  }

  @Test
  void namesTheIncludedFileThatAProblemIsIn() throws IOException {
    Files.createDirectories(directory.resolve("parts"));
    Files.writeString(directory.resolve("parts/dns.conf"), "\n\nattempts = none\n");

    assertThat(problems("dns { include \"parts/dns.conf\" }\nlog.level = loud\n"))
        .containsExactly(
            "gate64.conf:2: log.level: expected one of error, warn, info, debug, found \"loud\"",
            "parts/dns.conf:3: dns.attempts: expected a whole number from 1 to 10,"
                + " found \"none\"");
  }

  @Test
  void includesAreRelativeToTheFileThatIncludes() throws IOException {
    Files.createDirectories(directory.resolve("parts"));
    Files.writeString(directory.resolve("parts/all.conf"), "include \"dns.conf\"\n");
    Files.writeString(directory.resolve("parts/dns.conf"), "dns.attempts = 5\n");

    assertThat(valid("include \"parts/all.conf\"\n").dns().attempts()).isEqualTo(5);
  }

  @Test
  void aMissingFileIsAProblem() {
    assertThat(ConfigurationReader.read(Path.of("no/such.conf")))
        .isEqualTo(
            new ReadResult.Invalid(
                List.of(new Problem("no/such.conf", 0, "", "there is no such file"))));
  }

  @Test
  void aDirectoryIsAProblem() {
    assertThat(read(directory)).containsExactly(directory + ": is not a plain file");
  }

  private Configuration valid(String text) throws IOException {
    ReadResult result = ConfigurationReader.read(write(text));
    assertThat(result).isInstanceOf(ReadResult.Valid.class);
    return ((ReadResult.Valid) result).configuration();
  }

  /** The problems, with file names relative to the directory of the file. */
  private List<String> problems(String text) throws IOException {
    return read(write(text)).stream().map(line -> line.replace(directory + "/", "")).toList();
  }

  private static List<String> read(Path file) {
    ReadResult result = ConfigurationReader.read(file);
    assertThat(result).isInstanceOf(ReadResult.Invalid.class);
    return ((ReadResult.Invalid) result).problems().stream().map(Problem::toString).toList();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("gate64.conf"), text);
  }

  private static Network network(String text) {
    return Network.parse(text).orElseThrow();
  }
}
