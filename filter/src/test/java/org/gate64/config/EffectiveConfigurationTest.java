package org.gate64.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectiveConfigurationTest {

  @TempDir Path directory;

  @Test
  void theDefaultsReadBackAsTheDefaults() throws IOException {
    Configuration defaults = Configuration.defaults();

    assertThat(read(EffectiveConfiguration.render(defaults)))
        .isEqualTo(new ReadResult.Valid(defaults));
  }

  @Test
  void whatDiffersFromTheDefaultsReadsBackToo() throws IOException {
    ReadResult original =
        read(
            """
            listen = ["inet6:0@[::]", "unix:/srv/mail \\"gate\\"/milter.sock"]
            socket-mode = "0600"
            socket-group = mail
            authserv-id = mx.example.org
            trusted-networks = []
            state-dir = "/srv/gate 64/ü"
            network { ipv6-prefix = 48, ipv4-prefix = 24 }
            limits {
              sessions = 7, frame = 200001B, header = 300KiB, header-fields = 101
              idle-timeout = 301s, drain = 0s
            }
            dns {
              servers = ["127.0.0.1:5353", "[2001:db8::53]:53"], timeout = 1501ms, deadline = 1m
              attempts = 1, in-flight = 9, cache-entries = 1
              min-ttl = 0s, max-ttl = 1d, max-negative-ttl = 1.5 hours, failure-ttl = 1500us
              failure-ttl = 299s
            }
            spf { void-lookups = 3, v4-only-hosts = count, max-queries = 50 }
            dkim { max-signatures = 3, min-rsa-bits = 2048, clock-skew = 0s, partial-body = allow }
            policy {
              ipv6 { strictness = strict, on { no-ptr = { action = reject, percent = 10 } } }
              ipv4 { on { unauthenticated = { action = mark, percent = 0, until = "2027-03-31" } } }
              networks = [
                { match = ["2001:db8::/32", "2001:db8:0:1::/64", "192.0.2.7"], on { overload = accept } }
                { match = "::/0", strictness = lenient }
              ]
            }
            reputation {
              half-life = 7d, short-half-life = 30m, bad-below = 0.2, good-above = 0.8
              informed-from = 0.5, priors { ipv6-32 = 21, ipv6-48 = 9, long = 11.5, short = 22 }
              weights { trap = 7, refused = 0 }, hourly { good = 5000, unknown = 0 }
              probation = 0, shared-from = 4, shared-within = 2d, entries = 1000
              traps = ["trap@example.net", "@Trap.example"], snapshot-interval = 1m
              content-filter { header = X-Spam-Status, spam = "^Yes\\\\b", ham = "^\\"?No" }
            }
            cluster {
              enabled = true, name = mx, bind = "[fd00::1]:5701", patience = 15ms
              members = ["[fd00::2]:5701", "mx2.internal:5701"], protected = true
            }
            headers { verdict = X-Verdict, authentication-results = off, mark = "" }
            admin { listen = "inet6:9@[::1]", names = [MX1.example.net, mx2] }
            log { format = json, level = error }
            """);

    assertThat(original).isInstanceOf(ReadResult.Valid.class);
    String rendered = EffectiveConfiguration.render(((ReadResult.Valid) original).configuration());
    assertThat(read(rendered)).isEqualTo(original);
  }

  private ReadResult read(String text) throws IOException {
    return ConfigurationReader.read(Files.writeString(directory.resolve("gate64.conf"), text));
  }
}
