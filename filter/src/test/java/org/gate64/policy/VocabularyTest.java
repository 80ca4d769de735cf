package org.gate64.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What findings, actions, strictnesses and rules may say, and the replies they have. */
class VocabularyTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          no-ptr,           accept, mark,   steer,    reject
          ptr-unconfirmed,  accept, mark,   steer,    reject
          unauthenticated,  accept, mark,   steer,    reject
          ptr-unavailable,  accept, accept, tempfail, tempfail
          auth-unavailable, accept, accept, tempfail, tempfail
          from-malformed,   accept, mark,   mark,     reject
          dmarc-fail,       accept, mark,   mark,     reject
          dmarc-unavailable, accept, accept, tempfail, tempfail
          overload,         accept, accept, tempfail, tempfail
          """)
  void eachStrictnessHasAnActionForEachFinding(
      String finding, String observe, String lenient, String standard, String strict) {
    Finding found = Finding.byKeyword(finding).orElseThrow();

    assertThat(List.of(Strictness.values()))
        .extracting(strictness -> strictness.actionFor(found).keyword())
        .containsExactly(observe, lenient, standard, strict);
  }

  @ParameterizedTest
  @EnumSource(Strictness.class)
  void noStrictnessDoesWhatAFindingDoesNotAllow(Strictness strictness) {
    assertThat(Finding.values()).allMatch(finding -> finding.allows(strictness.actionFor(finding)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          no-ptr,           550 5.7.25, 450 4.7.25
          ptr-unconfirmed,  550 5.7.25, 450 4.7.25
          ptr-unavailable,  ,           450 4.7.25
          unauthenticated,  550 5.7.26, 450 4.7.26
          auth-unavailable, ,           451 4.7.26
          from-malformed,   550 5.6.0,
          dmarc-fail,       550 5.7.1,  450 4.7.1
          dmarc-unavailable, ,          451 4.7.1
          overload,         ,           451 4.3.2
          """)
  void eachFindingHasItsReplies(String finding, String permanent, String temporary) {
    Replies replies = Finding.byKeyword(finding).orElseThrow().replies();

    assertThat(replies.permanent().map(ReplyCode::toString))
        .isEqualTo(Optional.ofNullable(permanent));
    assertThat(replies.temporary().map(ReplyCode::toString))
        .isEqualTo(Optional.ofNullable(temporary));
  }

  @ParameterizedTest
  @CsvSource({
    "from-malformed, tempfail",
    "from-malformed, steer",
    "ptr-unavailable, reject",
    "ptr-unavailable, steer",
    "auth-unavailable, reject",
    "overload, reject"
  })
  void noRuleDoesWhatItsFindingDoesNotAllow(String keyword, String action) {
    Finding finding = Finding.byKeyword(keyword).orElseThrow();
    Rule rule = Rule.always(Action.byKeyword(action).orElseThrow());

    assertThatThrownBy(() -> RuleSet.of(Strictness.OBSERVE).with(Map.of(finding, rule)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(keyword)
        .hasMessageContaining(action);
  }

  @Test
  void keywordsLeadBackToWhatTheyName() {
    assertThat(EnumSet.allOf(Finding.class))
        .allMatch(each -> Finding.byKeyword(each.keyword()).equals(Optional.of(each)));
    assertThat(EnumSet.allOf(Action.class))
        .allMatch(each -> Action.byKeyword(each.keyword()).equals(Optional.of(each)));
    assertThat(Finding.byKeyword("nonsense")).isEmpty();
    assertThat(Action.byKeyword("ACCEPT")).isEmpty();
    assertThat(Strictness.byKeyword("")).isEmpty();
  }
}
