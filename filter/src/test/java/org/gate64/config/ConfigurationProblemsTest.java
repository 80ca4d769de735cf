package org.gate64.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of files that are of no use. */
class ConfigurationProblemsTest {

  private final Path directory;
  private final ConfigurationFile file;

  ConfigurationProblemsTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = new ConfigurationFile(directory);
  }

  @Test
  void fiveMistakesMakeFiveLines() throws IOException {
    assertThat(
            file.problems(
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
          state-dir = "var/gate64"             | state-dir: expected the path of a directory, from the root on, or "" for none, found "var/gate64"
          state-dir = " "                      | state-dir: expected the path of a directory, from the root on, or "" for none, found " "
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
          cluster.bind = "mx1:5701"            | cluster.bind: expected an address of this host with a port, like 10.0.0.1:5701 or [fd00::1]:5701, or "" for none, found "mx1:5701"
          cluster.members = ["10.0.0.*:5701"]  | cluster.members: expected a host with its port, like 10.0.0.2:5701 or mx2.internal:5701, found "10.0.0.*:5701"
          cluster { enabled = true, members = ["10.0.0.2:5701"] } | cluster.bind: is missing: expected an address of this host with a port, like 10.0.0.1:5701 or [fd00::1]:5701
          cluster { enabled = true, bind = "10.0.0.1:5701" } | cluster.members: exactly one of members, dns and kubernetes tells where the others are
          cluster { enabled = true, bind = "10.0.0.1:5701", members = ["10.0.0.2:5701"], dns = "nodes.internal" } | cluster.members: exactly one of members, dns and kubernetes tells where the others are
          cluster { enabled = true, bind = "192.0.2.1:5701", members = ["10.0.0.2:5701"] } | cluster.bind: bind is no private address: whoever reaches it can read and change the memory (set protected = true where no stranger can reach the cluster)
          reputation.content-filter { header = X-Spam } | reputation.content-filter.spam: is missing: expected a regular expression (RE2) of at most 500 characters, with two backslashes for one
          reputation.content-filter { header = X-Spam, spam = "" } | reputation.content-filter.spam: expected a regular expression (RE2) of at most 500 characters, with two backslashes for one, found ""
          reputation.content-filter { header = X-Spam, spam = "^(Yes" } | reputation.content-filter.spam: expected a regular expression (RE2) of at most 500 characters, with two backslashes for one, found "^(Yes"
          reputation.content-filter { header = X-Spam, spam = Yes, ham = "[z" } | reputation.content-filter.ham: expected a regular expression (RE2) of at most 500 characters, with two backslashes for one, or "" for none, found "[z"
          reputation.content-filter { spam = "^Yes" } | reputation.content-filter.header: is missing: the field that the patterns are for
          reputation.content-filter { header = X-Spam, spam = "^Yes\\b" } | reputation.content-filter.spam: expected a regular expression (RE2) of at most 500 characters, with two backslashes for one, found "^Yes\\u0008"
          reputation.content-filter.header = "X Spam" | reputation.content-filter.header: expected the name of a header field, or "" for none, found "X Spam"
          reputation.content-filter { header = gate64-verdict, spam = Yes } | reputation.content-filter.header: is the field of headers.verdict
          reputation.content-filter { header = authentication-Results, spam = Yes } | reputation.content-filter.header: is the field of headers.authentication-results
          reputation.content-filter { header = X-Spam-flag, spam = Yes } | reputation.content-filter.header: is the field of headers.mark
          policy.steer.attempts = 0            | policy.steer.attempts: expected a whole number from 1 to 100, found "0"
          policy.steer.window = 6d             | policy.steer.window: expected a duration from 1m to 120h with its unit, like 30s or 5m, found "6d"
          policy.steer { window = 5m, interval = 10m } | policy.steer.window: window must not be less than interval
          policy.steer.tries = 3               | policy.steer.tries: is no key of gate64
          include "missing.conf"               | there is no file missing.conf to include
          include url("http://127.0.0.1/a")    | only files can be included, not http://127.0.0.1/a
          authserv-id = ${HOME}                | Could not resolve substitution to a value: ${HOME}
          authserv-id = ${user.home}           | Could not resolve substitution to a value: ${user.home}
          """)
  void saysWhatIsWrong(String line, String problem) throws IOException {
    assertThat(file.problems(line + "\n")).containsExactly("gate64.conf:1: " + problem);
  }

  @Test
  void aSyntaxErrorIsOneProblemWithItsLine() throws IOException {
    assertThat(
            file.problems("log { format = text }\n\ndns { timeout = = 2s }\nspf { timeout = : }\n"))
        .singleElement()
        .asString()
        .startsWith("gate64.conf:3: ");
  }

  @Test
  void aMissingBraceIsNotedWhereTheBlockBegins() throws IOException {
    assertThat(
            file.problems(
                "log { format = text }\ndns {\n  timeout = 2s\nspf { max-queries = 50 }\n"))
        .containsExactly("gate64.conf:2: the { in this line is never closed");
  }

  @Test
  void namesTheIncludedFileThatAProblemIsIn() throws IOException {
    Files.createDirectories(directory.resolve("parts"));
    Files.writeString(directory.resolve("parts/dns.conf"), "\n\nattempts = none\n");

    assertThat(file.problems("dns { include \"parts/dns.conf\" }\nlog.level = loud\n"))
        .containsExactly(
            "gate64.conf:2: log.level: expected one of error, warn, info, debug, found \"loud\"",
            "parts/dns.conf:3: dns.attempts: expected a whole number from 1 to 10,"
                + " found \"none\"");
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
    assertThat(ConfigurationFile.problems(directory))
        .containsExactly(directory + ": is not a plain file");
  }
}
