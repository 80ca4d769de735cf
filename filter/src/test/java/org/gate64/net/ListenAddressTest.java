package org.gate64.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inet:8864@127.0.0.1",
        "inet:0@0.0.0.0",
        "inet6:8864@[::1]",
        "inet6:65535@[2001:db8::25]",
        "unix:/run/gate64/milter.sock",
        "unix:var/milter.sock"
      })
  void writesWhatItReads(String text) {
    assertThat(ListenAddress.parse(text)).map(Object::toString).hasValue(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "8864",
        "inet:8864",
        "inet:8864@",
        "inet:@127.0.0.1",
        "inet:65536@127.0.0.1",
        "inet:+25@127.0.0.1",
        "inet:8864@localhost",
        "inet:8864@[::1]",
        "inet:8864@127.1",
        "inet6:8864@::1",
        "inet6:8864@127.0.0.1",
        "inet6:8864@[::ffff:127.0.0.1]",
        "inet6:8864@[fe80::1%eth0]",
        "INET:8864@127.0.0.1",
        "unix:",
        "unix:/run/",
        "unix:/run/a\u0000b",
        "tcp:8864@127.0.0.1"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThat(ListenAddress.parse(text)).isEmpty();
  }

  @Test
  void aUnixPathHasAtMost107Bytes() {
    String longest = "/" + "x".repeat(106);

    assertThat(ListenAddress.parse("unix:" + longest))
        .hasValue(new ListenAddress.Unix(Path.of(longest)));
    assertThat(ListenAddress.parse("unix:" + longest + "x")).isEmpty();
    assertThat(ListenAddress.parse("unix:/" + "\u00fc".repeat(54))).isEmpty();
  }
}
