package org.gate64.feedback.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gate64.feedback.Samples.NOW;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gate64.feedback.Balance;
import org.gate64.feedback.FeedbackSettings;
import org.gate64.feedback.Said;
import org.gate64.feedback.Utterance;
import org.gate64.feedback.Voice;
import org.gate64.feedback.Word;
import org.gate64.feedback.local.LocalWordStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What recipients said, from one start to the next. */
class WordLinesTest {

  private static final Duration MONTH = Duration.ofDays(30);
  private static final String TICKET = "0123456789abcdef0123456789abcdef";
  private static final Voice SPAM =
      new Voice("a", Word.SPAM, List.of(1.0, 0.1, 0.001), NOW.minusMillis(7));
  private static final Voice HAM = new Voice("a", Word.HAM, List.of(0.5), NOW);
  private static final Voice BOBS = new Voice("b", Word.SPAM, List.of(1.0), NOW);

  private final LocalWordStore before = store();
  private final LocalWordStore after = store();

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    fill();

    read(written());

    assertThat(after.said(TICKET).join()).isEqualTo(said(SPAM));
    assertThat(after.said("b").join()).isEqualTo(said(HAM, BOBS));
    assertThat(grant(after)).isEqualTo(1);
  }

  @Test
  void whatIsReadIsJoinedWithWhatIsKnownByThenHoweverOften() throws IOException {
    fill();
    Voice since = new Voice("b", Word.HAM, List.of(0.5), NOW.plusMillis(1));
    after.say("b", new Utterance(since, since.weights())).join();

    read(written());
    read(written());

    assertThat(after.said("b").join()).isEqualTo(said(since, HAM));
    assertThat(grant(after)).isEqualTo(1);
  }

  @Test
  void ofTooManyLinesTheRestIsLeftOut() throws IOException {
    fill();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WordLines.write(before, out, 2);

    read(out.toString(StandardCharsets.US_ASCII));

    assertThat(after.said(TICKET).join()).isEqualTo(said(SPAM));
    assertThat(after.said("b").join()).isEqualTo(said(HAM));
  }

  @Test
  void aLineWithoutEndIsNotReadToItsEnd() {
    assertThatThrownBy(() -> read("gate64 feedback words 1\n" + "x".repeat(100_000)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer");
  }

  @Test
  void whatHasBecomeTooOldIsLeftOut() throws IOException {
    fill();

    WordLines.read(
        stream(written()), NOW.plus(MONTH).plus(Duration.ofDays(1)).minusMillis(7), after);

    assertThat(after.said(TICKET).join()).isEqualTo(Said.nothing());
    assertThat(after.said("b").join()).isEqualTo(said(HAM, BOBS));
  }

  @Test
  void noPartIsTakenForAll() throws IOException {
    fill();
    String all = written();

    for (int length = 0; length < all.length() - 1; length++) {
      String part = all.substring(0, length);
      assertThatThrownBy(() -> read(part)).as(part).isInstanceOf(IOException.class);
    }
    assertThat(after.said(TICKET).join()).isEqualTo(Said.nothing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "said a",
        "said a r maybe 1 1.0",
        "said a r spam soon 1.0",
        "said a r spam -1 1.0",
        "said a r spam 1 -1.0",
        "said a r spam 1 NaN",
        "said a r spam 1 1e9",
        "said a r spam 1 1 1 1 1",
        "said a r spam 99999999999999999999 1.0",
        "balance a 1",
        "balance a 1 much",
        "balance a 1 Infinity",
        "balance a -9223372036854775808 1.0",
        "heard a",
        ""
      })
  void whatMakesNoSenseIsRefused(String line) {
    assertThatThrownBy(() -> read("gate64 feedback words 1\n" + line + "\nend 1\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 2 ");
  }

  @Test
  void aTimeThatHasNotComeIsTakenForNow() throws IOException {
    read(
        """
        gate64 feedback words 1
        said a r spam 9223372036854775807 1.0
        balance alice 9223372036854775807 3.0
        end 2
        """);

    assertThat(after.said("a").join().at()).isEqualTo(NOW);
    Instant later = NOW.plus(Duration.ofDays(14));
    assertThat(after.grant("alice", new Balance.Request(2, 3, Duration.ofDays(14), later)).join())
        .isEqualTo(1.5, within(1e-6));
  }

  private void fill() {
    say(TICKET, SPAM);
    say("b", HAM);
    say("b", BOBS);
    grant(before);
  }

  private void say(String ticket, Voice voice) {
    before.say(ticket, new Utterance(voice, voice.weights())).join();
  }

  private static Said said(Voice... voices) {
    return new Said(List.of(voices));
  }

  /** Of what may come to 3. */
  private static double grant(LocalWordStore store) {
    return store.grant("alice", new Balance.Request(2, 3, Duration.ofDays(14), NOW)).join();
  }

  private String written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WordLines.write(before, out);
    return out.toString(StandardCharsets.US_ASCII);
  }

  private void read(String text) throws IOException {
    WordLines.check(stream(text));
    WordLines.read(stream(text), NOW, after);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static LocalWordStore store() {
    return new LocalWordStore(new FeedbackSettings(MONTH, 3, 1000), () -> 0);
  }
}
