package org.gate64.evidence.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.Optional;
import org.gate64.net.HeaderField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the fields of one message say, as filters write them and as senders may. */
class ContentReadingTest {

  private static final String STATUS = "X-Spam-Status";
  private static final String SPAM = " Yes, score=1000.0 required=5.0 tests=GTUBE,NO_RELAYS";
  private static final String HAM = " No, score=-0.5 required=5.0 tests=ALL_TRUSTED";

  private final ContentReading reading = new ContentReading(filter("^Yes\\b", "^No\\b"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Yes, score=15.2 required=5.0 tests=BAYES_99    | SPAM
          No, score=1.1 required=5.0 tests=HTML_MESSAGE  | HAM
          Yes, score=12.30                               | SPAM
          No, score=-0.50                                | HAM
          Yesterday                                      | UNCLEAR
          Noisy, score=Yes                               | UNCLEAR
          NO                                             | UNCLEAR
          ''                                             | UNCLEAR
          """)
  void aFieldSaysWhatIsFoundInIt(String value, ContentStatus status) {
    see(" " + value);
    assertThat(reading.status()).isEqualTo(status);
  }

  @Test
  void withoutAFieldNothingIsKnown() {
    reading.see(new HeaderField("X-Spam-Level", " Yes"));
    assertThat(reading.status()).isEqualTo(ContentStatus.NONE);
  }

  @Test
  void aFieldIsUnfoldedFirst() {
    see("\r\n\tYes,\r\n score=9.0");
    assertThat(reading.status()).isEqualTo(ContentStatus.SPAM);
  }

  @Test
  void theNameCountsInWhateverCaseWithASpaceBehindItToo() {
    reading.see(new HeaderField("x-SPAM-status ", " Yes"));
    assertThat(reading.status()).isEqualTo(ContentStatus.SPAM);
  }

  @Test
  void aForgedHamBeforeTheFiltersFieldHelpsNobody() {
    see(HAM);
    see(SPAM);
    assertThat(reading.status()).isEqualTo(ContentStatus.SPAM);
  }

  @Test
  void norDoesOneBehindIt() {
    see(SPAM);
    see(HAM);
    assertThat(reading.status()).isEqualTo(ContentStatus.SPAM);
  }

  @Test
  void aSecondFieldThatSaysNothingLeavesItUnclear() {
    see(HAM);
    see(" Maybe");
    assertThat(reading.status()).isEqualTo(ContentStatus.UNCLEAR);
  }

  @Test
  void theLastFieldIsSeenHoweverManyAreForged() {
    for (int i = 0; i < 900; i++) {
      see(HAM);
    }
    see(SPAM);
    assertThat(reading.status()).isEqualTo(ContentStatus.SPAM);
  }

  @Test
  void soManyAreNeverHam() {
    for (int i = 0; i <= ContentReading.MOST; i++) {
      see(HAM);
    }
    assertThat(reading.status()).isEqualTo(ContentStatus.UNCLEAR);
  }

  @Test
  void withoutAPatternForHamNothingIs() {
    ContentReading ofRspamd =
        new ContentReading(new ContentFilter("X-Spam", Pattern.compile("^Yes$"), Optional.empty()));
    ofRspamd.see(new HeaderField("X-Spam", " No"));
    assertThat(ofRspamd.status()).isEqualTo(ContentStatus.UNCLEAR);
    ofRspamd.see(new HeaderField("X-Spam", " Yes"));
    assertThat(ofRspamd.status()).isEqualTo(ContentStatus.SPAM);
  }

  @Test
  void noFieldIsReadFurtherThanItsBound() {
    ContentReading anywhere = new ContentReading(filter("spam", "ham"));
    anywhere.see(new HeaderField(STATUS, "x".repeat(ContentFilter.LONGEST) + "spam"));
    assertThat(anywhere.status()).isEqualTo(ContentStatus.UNCLEAR);
  }

  /** What a backtracking matcher would not come to an end with. */
  @Test
  @Timeout(10)
  void noTextKeepsAPatternBusy() {
    ContentReading costly = new ContentReading(filter("^(a+)+$", "^(a|aa)+$"));
    costly.see(new HeaderField(STATUS, "a".repeat(900) + "!"));
    assertThat(costly.status()).isEqualTo(ContentStatus.UNCLEAR);
  }

  private void see(String value) {
    reading.see(new HeaderField(STATUS, value));
  }

  private static ContentFilter filter(String spam, String ham) {
    return new ContentFilter(STATUS, Pattern.compile(spam), Optional.of(Pattern.compile(ham)));
  }
}
