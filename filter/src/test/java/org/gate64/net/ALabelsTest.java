package org.gate64.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ALabelsTest {

  /** Registered names, and examples of RFC 5893 and UTS 46. */
  @ParameterizedTest
  @CsvSource({
    "stra\u00dfe.de, xn--strae-oqa.de",
    "STRA\u1e9eE.de, xn--strae-oqa.de",
    "fa\u00df.M\u00fcller.example, xn--fa-hia.xn--mller-kva.example",
    "\u03b2\u03cc\u03bb\u03bf\u03c2.com, xn--nxasmm1c.com",
    "\u0392\u038c\u039b\u039f\u03a3.com, xn--nxasmq6b.com",
    "\u0dc1\u0dca\u200d\u0dbb\u0dd3.com, xn--10cl1a0b660p.com",
    "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.com, xn--mgba3gch31f060k.com",
    "\u05e9\u05dc\u05d5\u05dd1.example, xn--1-9hcuf1d.example",
    "\u3042\u3002example\uff0eorg, xn--l8j.example.org",
    "exam\u00adple.org, example.org",
    "bank\u2064.example, bank.example"
  })
  void readsULabelsAsRegistriesDo(String name, String encoded) {
    assertThat(ALabels.of(name)).isEqualTo(encoded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ba\u200dnk.example",
        "ba\u200cnk.example",
        "\u062f\u200c\u0627.example",
        "\u0627\u0628\u200d\u0627.example",
        "bank\u2024example",
        "bank\ue000.example",
        "bank\ufffd.example",
        "bank\u05d0.example",
        "\u05d0bank\u00df.example",
        "\u05d01\u0661.example",
        "-stra\u00dfe.example",
        "stra\u00dfe-.example",
        "xn--stra\u00dfe.example",
        "\u0301\u00df.example"
      })
  void refusesWhatMightLookLikeAnother(String name) {
    assertThat(DomainName.parse(name)).isEmpty();
  }

  /** Each becomes eighteen letters, which is more than the encoder takes. */
  @Test
  void aLabelThatGrowsWithoutBoundIsNone() {
    assertThat(ALabels.of("\ufdfa".repeat(60) + ".example")).isEmpty();
    assertThat(ALabels.of("\u00e4".repeat(100_000))).isEmpty();
  }

  /** The JDK encodes the same way what both versions of IDNA allow. */
  @Test
  void readsAsTheJdkDoesWhatBothVersionsAllow() {
    Random random = new Random(3492);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder label = new StringBuilder("\u00e4");
      for (int length = random.nextInt(12); length > 0; length--) {
        label.append(
            (char) (random.nextBoolean() ? 'a' + random.nextInt(26) : 0x3041 + random.nextInt(80)));
      }
      assertThat(ALabels.of(label.toString())).isEqualTo(IDN.toASCII(label.toString()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"_spf.m\u00fcller.example", "r3---a.m\u00fcller.example"})
  void leavesLabelsInAsciiAsTheyAre(String name) {
    assertThat(ALabels.of(name)).isEqualTo(IDN.toASCII(name));
  }
}
