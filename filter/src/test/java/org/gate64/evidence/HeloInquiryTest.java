package org.gate64.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.evidence.HeloFixture.HELO;
import static org.gate64.evidence.HeloFixture.SENDER;
import static org.gate64.evidence.HeloFixture.SLOW;
import static org.gate64.evidence.HeloFixture.evidence;
import static org.gate64.evidence.HeloFixture.helo;
import static org.gate64.evidence.HeloFixture.heloStatus;

import java.util.List;
import org.gate64.dns.RecordType;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.evidence.spf.SpfStatus;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7208, sections 2.3 and 2.4: HELO is checked too, and counts for a null sender. */
@Timeout(30)
class HeloInquiryTest {

  @AutoClose private final HeloFixture fixture = new HeloFixture();

  @Test
  void isReportedBesideWhatCounts() {
    Evidence evidence = evidence(fixture.message(HELO, SENDER).finish());

    assertThat(evidence.spf().identity()).isEqualTo(SpfResult.Identity.MAIL_FROM);
    assertThat(evidence.helo()).contains(helo(SpfStatus.PASS, HELO, ""));
  }

  @Test
  void isWhatCountsForANullSenderAndAskedForOnce() {
    Evidence evidence = evidence(fixture.message(HELO, "").finish());

    assertThat(evidence.spf()).isEqualTo(helo(SpfStatus.PASS, HELO, ""));
    assertThat(evidence.helo()).isEmpty();
    assertThat(fixture.timesAsked(HELO)).isEqualTo(1);
  }

  @Test
  void isAskedForOnceForAllMessagesUnderOneName() {
    for (String sender : List.of(SENDER, "ann@example.org", "")) {
      assertThat(evidence(fixture.message(HELO, sender).finish()).authenticated()).isTrue();
    }

    assertThat(fixture.timesAsked(HELO)).isEqualTo(1);
  }

  @Test
  void isAskedForAnewUnderAnotherName() {
    evidence(fixture.message(HELO, SENDER).finish());

    assertThat(evidence(fixture.message("other.example.org", SENDER).finish()).helo())
        .contains(helo(SpfStatus.PASS, "other.example.org", ""));
  }

  @Test
  void isAskedForAgainWhereDnsWouldNotSay() {
    fixture.policyFails();
    assertThat(heloStatus(fixture.message(HELO, SENDER).finish())).isEqualTo(SpfStatus.TEMPERROR);
    fixture.policyIsThere();

    assertThat(heloStatus(fixture.message(HELO, SENDER).finish())).isEqualTo(SpfStatus.PASS);
  }

  @Test
  void isAskedForAgainAfterAMessageThatWasAbandoned() {
    fixture.message(SLOW, SENDER).abandon();
    fixture.slowPolicyComes();

    assertThat(heloStatus(fixture.message(SLOW, SENDER).finish())).isEqualTo(SpfStatus.PASS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "[IPv6:2001:db8::25]", "a..b", "\r\nQUIT", "\u0000", "%{i}.org"})
  void textThatIsNoNameIsAskedForNowhere(String text) {
    Evidence evidence = evidence(fixture.message(text, SENDER).finish());

    assertThat(evidence.helo().orElseThrow().status()).isEqualTo(SpfStatus.NONE);
    assertThat(evidence.helo().orElseThrow().domain()).isEmpty();
    assertThat(fixture.asked())
        .filteredOn(question -> question.type() == RecordType.TXT)
        .extracting(question -> question.name().toString())
        .containsOnly("example.org");
  }
}
