package org.gate64.feedback.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gate64.feedback.Word;
import org.gate64.feedback.report.ReportReader.Meant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {

  private static final String SPAM =
      """
      Received: from mail.example.org by mx.example.net
      Gate64-Verdict: accept; id=7f3k2m9q; findings=none;
      \tstanding=unknown 0.50/0;
      \tticket=INNER
      From: spammer@example.org
      Subject: win

      text
      """;
  private static final String OWN = "Gate64-Verdict: accept; id=abcdefgh; ticket=OUTER\n";

  private final ReportReader reader = new ReportReader("Gate64-Verdict");

  @Test
  void theMessageItselfIsSpokenOf() throws IOException {
    Reported reported = read(SPAM);

    assertThat(reported.ticket()).contains("INNER");
    assertThat(reported.complaint()).isEmpty();
  }

  @Test
  void theTopMostVerdictCountsWhateverItsCase() throws IOException {
    assertThat(read("gate64-VERDICT: accept; ticket=TOP\n" + SPAM).ticket()).contains("TOP");
    assertThat(new ReportReader("X-Verdict").read(stream(SPAM), Meant.REPORTED).verdict())
        .isEmpty();
  }

  @Test
  void linesMayEndEitherWayAndTheLineOfAMailboxMayStandOnTop() throws IOException {
    assertThat(read(SPAM.replace("\n", "\r\n")).ticket()).contains("INNER");
    assertThat(read("From alice@example.org Tue Nov 24 16:02:43 2026\n" + SPAM).ticket())
        .contains("INNER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accept; id=a; findings=none",
        "accept; ticket=A; standing=good 1/1",
        "accept; id=a (ticket=A)",
        "ticket",
        ""
      })
  void aTicketIsTheLastPartOfAVerdictOrNone(String verdict) throws IOException {
    Reported reported = read("Gate64-Verdict: " + verdict + "\n\n");

    assertThat(reported.verdict()).isPresent();
    assertThat(reported.ticket()).isEmpty();
  }

  @Test
  void aReportSpeaksOfTheMessageInIt() throws IOException {
    Reported reported = read(report("abuse", "message/rfc822"));

    assertThat(reported.ticket()).contains("INNER");
    assertThat(reported.complaint().orElseThrow().word()).contains(Word.SPAM);
  }

  @Test
  void theHeaderOfTheMessageIsEnough() throws IOException {
    assertThat(read(report("abuse", "text/rfc822-headers")).ticket()).contains("INNER");
  }

  @ParameterizedTest
  @CsvSource({"abuse, SPAM", "Fraud, SPAM", "virus, SPAM", "not-spam, HAM", "NOT-SPAM, HAM"})
  void whatAReportSays(String type, Word word) throws IOException {
    assertThat(complaint(type).word()).contains(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"other", "auth-failure", "opt-out", "spam", "", "abuse, not-spam"})
  void whatIsNeither(String type) throws IOException {
    assertThat(complaint(type).word()).isEmpty();
  }

  @Test
  void anAttachedMessageIsSpokenOfOnlyWhereThatIsSaid() throws IOException {
    assertThat(read(forward(""))).isEqualTo(Reported.NOTHING);

    Reported enclosed = reader.read(stream(forward("")), Meant.ENCLOSED);
    assertThat(enclosed.ticket()).contains("INNER");
    assertThat(enclosed.complaint()).isEmpty();
  }

  @Test
  void aMultipartReportThatReportsNoAbuseIsNoReport() throws IOException {
    String bounce =
        report("abuse", "message/rfc822")
            .replace("message/feedback-report", "message/delivery-status");

    assertThat(read(bounce)).isEqualTo(Reported.NOTHING);
  }

  @Test
  void whatUsersMoveSpeaksOfNothingWithinIt() throws IOException {
    String report = report("abuse", "message/rfc822");

    for (String unjudged : new String[] {report, forward("")}) {
      assertThat(reader.read(stream(unjudged), Meant.ITSELF)).isEqualTo(Reported.NOTHING);
    }
    assertThat(reader.read(stream(OWN + report), Meant.ITSELF).ticket()).contains("OUTER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000Gate64-Verdict: accept; ticket=T",
        "Gate64-Verdict\u0000: accept; ticket=T",
        "Gate64-Verdict\u000b: accept; ticket=T",
        "Gate64-Verdict\u00a0: accept; ticket=T",
        "X: y\rGate64-Verdict: accept; ticket=T",
        " Gate64-Verdict: accept; ticket=T"
      })
  void aFieldThatIsCalledAlmostSoIsNoVerdict(String field) throws IOException {
    assertThat(read(field + "\nSubject: a\n\n").verdict()).isEmpty();
    assertThat(read("Subject: a\n" + field + "\n\n").verdict()).isEmpty();
  }

  @Test
  void blanksMayStandBeforeTheColon() throws IOException {
    assertThat(read("Gate64-Verdict \t: accept; ticket=T\n\n").ticket()).contains("T");
  }

  @Test
  void spamThatHoldsMailOfAStrangerIsSpokenOfItself() throws IOException {
    for (String trick : new String[] {OWN + report("abuse", "message/rfc822"), forward(OWN)}) {
      assertThat(read(trick).ticket()).contains("OUTER");
      assertThat(read(trick).complaint()).isEmpty();
      assertThat(reader.read(stream(trick), Meant.ENCLOSED).ticket()).contains("INNER");
    }
  }

  @Test
  void whereTheEnclosedOneIsMeantTheOuterOneNeverIs() throws IOException {
    assertThat(reader.read(stream(OWN + "\ntext\n"), Meant.ENCLOSED).verdict()).isEmpty();
  }

  @Test
  void whatLiesDeeperIsNotSpokenOf() throws IOException {
    String deep =
        """
        Content-Type: multipart/mixed; boundary=outer

        --outer
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: message/rfc822

        %s
        --b--
        --outer--
        """
            .formatted(SPAM);

    assertThat(reader.read(stream(deep), Meant.ENCLOSED).verdict()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "no message at all",
        "\u0000\u0001\u0002",
        "Content-Type: multipart/report; boundary=b\n\n--b\n--b\n--b--\n",
        "Content-Type: multipart/report; boundary=b\n\nnothing",
        "Content-Type: multipart/report\n\n--b\n",
        "Content-Type: multipart/report; boundary=\"\"\n\n--\n\n",
        "Content-Type: ;;;;\n\n"
      })
  void brokenMessagesHaveNoVerdict(String text) throws IOException {
    for (Meant meant : Meant.values()) {
      assertThat(reader.read(stream(text), meant)).isEqualTo(Reported.NOTHING);
    }
  }

  private Complaint complaint(String type) throws IOException {
    return read(report(type, "message/rfc822")).complaint().orElseThrow();
  }

  private Reported read(String message) throws IOException {
    return reader.read(stream(message), Meant.REPORTED);
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** As RFC 5965, appendix B, has it. */
  private static String report(String type, String original) {
    return """
        From: ISP <abuse@isp.example>
        Subject: FW: win
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report;
             boundary="part1_13d.2e68ed54_boundary"

        --part1_13d.2e68ed54_boundary
        Content-Type: text/plain; charset="US-ASCII"

        This is an email abuse report.
        --part1_13d.2e68ed54_boundary
        Content-Type: message/feedback-report

        Feedback-Type: %s
        User-Agent: SomeGenerator/1.0
        Version: 1
        Original-Rcpt-To: <user@example.net>

        --part1_13d.2e68ed54_boundary
        Content-Type: %s
        Content-Disposition: inline

        %s
        --part1_13d.2e68ed54_boundary--
        """
        .formatted(type, original, SPAM);
  }

  private static String forward(String verdict) {
    return verdict
        + """
        From: bob@example.net
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        See below.
        --b
        Content-Type: message/rfc822

        %s
        --b--
        """
            .formatted(SPAM);
  }
}
