package org.gate64.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReporterTest {

  private static final Reporter JOSE = new Reporter("jos\u00e9@example.net");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JOS\u00c9@Example.NET",
        "jos\u00e9@example.net.",
        "jos\u00e9@example.net..\u200b",
        "jos\u00e9+spam@example.net",
        "jos\u00e9\uff0ba+b@example.net",
        "jose\u0301@example.net",
        "jos\u00e9\u200b@example.net",
        "jos\u200ee\u0301@example.net",
        "jose\u200b\u0301@example.net",
        "jos\u00e9@example.net\u00a0",
        " jos\u00e9@\u3000example.net\r\n",
        "\uff4aos\u00e9\uff20example.net",
        "jos\u00e9@example.net\u0000"
      })
  void oneNameIsOneHoweverItIsSpelled(String spelling) {
    assertThat(new Reporter(spelling)).isEqualTo(JOSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jose@example.net",
        "jos\u00e9@example.org",
        "jos\u00e9",
        "+jos\u00e9@example.net"
      })
  void anotherNameIsAnother(String name) {
    assertThat(new Reporter(name)).isNotEqualTo(JOSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0130.+@a", "c++", "+@+", "a+b@c+d@e", "\ufdfa\ufdfa.", "", ".", "+"})
  void readAgainItIsTheSame(String name) {
    String once = new Reporter(name).name();

    assertThat(new Reporter(once).name()).isEqualTo(once);
  }

  @Test
  void aNameIsCutToThatOfAMailbox() {
    assertThat(new Reporter("\ufdfa".repeat(1000)).name()).hasSize(320);
  }
}
