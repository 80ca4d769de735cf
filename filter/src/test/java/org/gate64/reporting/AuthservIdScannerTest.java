package org.gate64.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthservIdScannerTest {

  private static final String ID = "mx.example.net";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mx.example.net; spf=pass",
        " mx.example.net; none",
        "mx.example.net",
        " MX.Example.NET 1; dkim=pass",
        "mx.example.net/1; dkim=pass",
        "\r\n\tmx.example.net\r\n\t;spf=pass",
        "(hello) mx.example.net; spf=pass",
        "(a (nested (deep) \\) ) one)mx.example.net(c); spf=pass",
        "(folded\r\n comment)\r\n mx.example.net; spf=pass",
        "\"mx.example.net\"; spf=pass",
        "\"mx\\.example.net\" 1; spf=pass",
        "\" mx.example.net \"; spf=pass",
        "mx . example (sub) . net; spf=pass",
        "\"mx\".example.net; spf=pass",
        "\u0000mx.example.net; spf=pass",
        "mx.example.net\u00c2\u00a0; spf=pass",
        "\u00a0mx.example.net; spf=pass",
        "\u00e2\u0080\u008bmx.\u00c2\u00adexample.net; spf=pass",
        "mx.example.net spf=pass",
        "mx.example.net, spf=pass",
        "(never closed mx.example.net; spf=pass",
        "(never closed (mx.example.net); spf=pass",
        "\"mx.example.net; spf=pass",
        "(ends in a backslash mx.example.net\\"
      })
  void seesWhatClaimsOurId(String field) {
    assertThat(AuthenticationResults.claims(field, ID)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ";",
        "; spf=pass",
        "none",
        "other.example; spf=pass",
        "other.example; spf=pass (mx.example.net)",
        "other.example; x=mx.example.net",
        "other.example (mx.example.net); none",
        "(mx.example.net) other.example; none",
        "a.mx.example.net; spf=pass",
        "mx.example.net.evil.example; spf=pass",
        "mx.example.net.; spf=pass",
        "xmx.example.net; spf=pass",
        "mx.example.nett; spf=pass",
        "user@mx.example.net; spf=pass",
        "\"other.example\"; mx.example.net",
        "\"\"; mx.example.net",
        "(never closed; spf=pass",
        "mx-example.net; spf=pass"
      })
  void leavesOthersAlone(String field) {
    assertThat(AuthenticationResults.claims(field, ID)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m\u00fcller.example; spf=pass",
        "\"M\u00dcller.example\" 1; spf=pass",
        "m\u00fcller (c) .example; spf=pass",
        "XN--mller-kva.example; spf=pass"
      })
  void readsAnIdInULabelsAsOneInALabels(String field) {
    String octets = octets(field);

    assertThat(AuthenticationResults.claims(octets, "xn--mller-kva.example")).isTrue();
    assertThat(AuthenticationResults.claims(octets, "muller.example")).isFalse();
    assertThat(AuthenticationResults.claims(octets, ID)).isFalse();
  }

  @Test
  void nobodyClaimsAnEmptyId() {
    assertThat(AuthenticationResults.claims("; spf=pass", "")).isFalse();
    assertThat(AuthenticationResults.claims("\"\"; spf=pass", "")).isFalse();
    assertThat(AuthenticationResults.claims("", "")).isFalse();
  }

  @Test
  void whatItWritesItselfIsItsOwn() {
    String value =
        AuthenticationResults.value(
            "odd id", Samples.IPV6, Samples.evidence(Samples.CONFIRMED, Samples.SPF_PASS));

    assertThat(AuthenticationResults.claims(value, "odd id")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "()", "(\\", "\"", "\"\"", "\\", " ", "\r\n\t", "a", "m", ";", "@"})
  void readsAMegabyteOfAnythingAtOnce(String piece) {
    String hostile = piece.repeat(1_000_000 / piece.length());

    boolean claims =
        assertTimeout(Duration.ofSeconds(5), () -> AuthenticationResults.claims(hostile, ID));

    assertThat(claims).isFalse();
  }

  @Test
  void anIdBeyondAsciiInManyPiecesIsTakenForOursAndNotPonderedOver() {
    String pieces = octets("\u4e00()".repeat(20));
    String id = "mx-with-a-long-name.example.net";

    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          for (int field = 0; field < 10_000; field++) {
            assertThat(AuthenticationResults.claims(pieces, id)).isTrue();
          }
        });
    assertThat(AuthenticationResults.claims(octets("\u4e00()".repeat(5)), id)).isFalse();
    assertThat(AuthenticationResults.claims(octets("\ufdfa".repeat(60)), id)).isFalse();
  }

  @Test
  void depthDoesNotHideAnId() {
    assertThat(AuthenticationResults.claims("(".repeat(500_000) + ID, ID)).isTrue();
  }

  private static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
