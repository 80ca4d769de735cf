package org.gate64.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.screening.ScreeningFixture.field;
import static org.gate64.screening.ScreeningFixture.finish;

import java.util.List;
import java.util.Optional;
import org.gate64.milter.session.Answer;
import org.gate64.milter.session.Answer.HeaderChange;
import org.gate64.milter.session.MailFilter;
import org.gate64.reporting.Decision;
import org.gate64.reporting.Exemption;
import org.gate64.reporting.Judgement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose mail is not judged, and what becomes of the verdicts that it brings along. */
@Timeout(30)
class ExemptionTest {

  @AutoClose private final ScreeningFixture gate = new ScreeningFixture();

  @Test
  void neverJudgesTrustedNetworksAndTheirHeadersStay() {
    Answer answer =
        gate.judge(
            "2001:db8:ffff::1", "a@example.org", field("Gate64-Verdict", " accept; id=earlier"));
    assertThat(answer).isEqualTo(new Answer.Deliver(List.of(), Optional.empty()));
    assertExempt(Exemption.TRUSTED_NETWORK);
  }

  @Test
  void neverJudgesAuthenticatedUsersButDoesNotBelieveTheirHeaders() {
    gate.macro("auth_authen", "alice");
    Answer answer =
        gate.judge("2001:db8::2", "a@example.org", field("Gate64-Verdict", " accept; id=forged"));
    assertThat(answer)
        .isEqualTo(
            new Answer.Deliver(
                List.of(new HeaderChange.Remove("Gate64-Verdict", 1)), Optional.empty()));
    assertExempt(Exemption.AUTHENTICATED);
  }

  @Test
  void neverJudgesLocalSubmissions() {
    assertThat(finish(gate.localMail("localhost", "root@example.net")))
        .isInstanceOf(Answer.Deliver.class);
    assertExempt(Exemption.LOCAL);
  }

  @Test
  void aLocalSubmissionCannotBringAVerdictAlong() {
    MailFilter.Transaction mail = gate.localMail("unknown", "a@example.org");
    mail.header(field("Gate64-Verdict", " accept; id=forged"));
    assertThat(((Answer.Deliver) finish(mail)).changes())
        .containsExactly(new HeaderChange.Remove("Gate64-Verdict", 1));
  }

  private void assertExempt(Exemption exemption) {
    assertThat(gate.decisions())
        .extracting(Decision::judgement)
        .containsExactly(new Judgement.Exempt(ScreeningFixture.ID, exemption));
  }
}
