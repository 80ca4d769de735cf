package org.gate64.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.feedback.Samples.NOW;
import static org.gate64.feedback.Samples.key;
import static org.gate64.feedback.Samples.ring;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyRingTest {

  private static final FeedbackKey OLD = key(1, NOW.minusSeconds(60));
  private static final FeedbackKey YOUNG = key(2, NOW);

  @Test
  void theOldestKeySigns() {
    assertThat(ring(YOUNG, OLD).signing()).contains(OLD);
    assertThat(KeyRing.empty().signing()).isEmpty();
  }

  @Test
  void ofTwoThatWereMadeAtOnceAllNodesTakeTheSame() {
    FeedbackKey one = key(0x7f, NOW);
    FeedbackKey other = key(0x80, NOW);

    assertThat(ring(other, one).signing()).contains(one);
    assertThat(ring(one, other).signing()).contains(one);
  }

  @Test
  void joiningKeepsAllAndOrderDoesNotMatter() {
    KeyRing all = ring(OLD).join(ring(YOUNG, OLD));

    assertThat(all.keys()).containsExactly(OLD, YOUNG);
    assertThat(ring(YOUNG).join(ring(OLD))).isEqualTo(all);
    assertThat(all.join(all)).isEqualTo(all);
  }

  @Test
  void tooManyLeaveTheOldestAndTheNewest() {
    KeyRing many =
        IntStream.range(0, 100)
            .mapToObj(i -> ring(key(i, NOW.plusSeconds(i))))
            .reduce(KeyRing.empty(), KeyRing::join);

    assertThat(many.keys()).hasSize(KeyRing.MOST);
    assertThat(many.signing()).contains(key(0, NOW));
    assertThat(many.keys().get(KeyRing.MOST - 1)).isEqualTo(key(99, NOW.plusSeconds(99)));
  }

  @Test
  void aNewKeyIsLikeNoOtherAndShowsItselfNowhere() {
    FeedbackKey one = FeedbackKey.draw(new SecureRandom(), NOW);
    FeedbackKey other = FeedbackKey.draw(new SecureRandom(), NOW);

    assertThat(one).isNotEqualTo(other);
    assertThat(one.reveal()).hasSize(FeedbackKey.LENGTH);
    assertThat(ring(one).toString())
        .doesNotContain(HexFormat.of().formatHex(one.reveal()).substring(0, 8));
  }
}
