package org.gate64.feedback.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gate64.feedback.Samples.NOW;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.gate64.feedback.Balance;
import org.gate64.feedback.Said;
import org.gate64.feedback.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What recipients said, from one start to the next. */
class WordLinesTest {

  private static final Duration MONTH = Duration.ofDays(30);
  private static final String TICKET = "0123456789abcdef0123456789abcdef";
  private static final Said SPAM = new Said(Word.SPAM, NOW, List.of(1.0, 0.1, 1e-3));
  private static final Said HAM = new Said(Word.HAM, NOW.plusMillis(7), List.of());

  private final LocalWordStore before = store();
  private final LocalWordStore after = store();

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    fill();

    read(written());

    assertThat(after.last(TICKET).join()).contains(SPAM);
    assertThat(after.last("b").join()).contains(HAM);
    assertThat(grant(after)).isEqualTo(1);
  }

  @Test
  void whatHasBecomeTooOldIsLeftOut() throws IOException {
    fill();

    after.readFrom(
        new ByteArrayInputStream(written().getBytes(StandardCharsets.US_ASCII)), NOW.plus(MONTH));

    assertThat(after.last(TICKET).join()).isEmpty();
    assertThat(after.last("b").join()).contains(HAM);
  }

  @Test
  void noPartIsTakenForAll() throws IOException {
    fill();
    String all = written();

    for (int length = 0; length < all.length() - 1; length++) {
      String part = all.substring(0, length);
      assertThatThrownBy(() -> read(part)).as(part).isInstanceOf(IOException.class);
    }
    assertThat(after.last(TICKET).join()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "said a",
        "said a maybe 1 1.0",
        "said a spam soon 1.0",
        "said a spam 1 -1.0",
        "said a spam 1 NaN",
        "said a spam 1 1e9",
        "said a spam 1 1 1 1 1",
        "said a spam 99999999999999999999 1.0",
        "balance a 1",
        "balance a 1 much",
        "balance a 1 Infinity",
        "heard a",
        ""
      })
  void whatMakesNoSenseIsRefused(String line) {
    assertThatThrownBy(() -> read("gate64 feedback words 1\n" + line + "\nend 1\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 2 ");
  }

  private void fill() {
    before.say(TICKET, SPAM).join();
    before.say("b", HAM).join();
    grant(before);
  }

  /** Of what may come to 3. */
  private static double grant(LocalWordStore store) {
    return store.grant("alice", new Balance.Request(2, 3, Duration.ofDays(14), NOW)).join();
  }

  private String written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    before.writeTo(out);
    return out.toString(StandardCharsets.US_ASCII);
  }

  private void read(String text) throws IOException {
    after.readFrom(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), NOW);
  }

  private static LocalWordStore store() {
    return new LocalWordStore(MONTH, 1000, () -> 0);
  }
}
