package org.gate64.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

  @Test
  void leavesVisibleTextAlone() {
    String visible = " !\"#$&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~";

    assertThat(PlainText.printable(visible, 100)).isEqualTo(visible);
    assertThat(PlainText.visible(visible + "%", 100)).isEqualTo(visible + "%");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\r", "\n", "\t", "\u0000", "\u001b", "\u007f", "\u0085", "\u00e9", "\u2028"})
  void replacesWhatIsNot(String hostile) {
    assertThat(PlainText.visible("a" + hostile + "b", 10)).isEqualTo("a?b");
    assertThat(PlainText.printable("a" + hostile + "b", 10)).isEqualTo("a?b");
  }

  @Test
  void holdsNoFormat() {
    assertThat(PlainText.printable("%s %%", 10)).isEqualTo("?s ??");
  }

  @ParameterizedTest
  @CsvSource({"6, abcdef", "5, ab...", "4, a...", "3, ...", "2, ..", "0, ''"})
  void keepsToItsLimit(int limit, String text) {
    assertThat(PlainText.printable("abcdef", limit)).isEqualTo(text);
  }

  @Test
  void isNotSlowerForLongText() {
    assertThat(PlainText.printable("x".repeat(10_000_000), 8)).isEqualTo("xxxxx...");
  }
}
