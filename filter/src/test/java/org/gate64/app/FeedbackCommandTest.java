package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.feedback.Samples.newsletter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gate64.feedback.FeedbackFigures.Figure;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as a mail server gives it, to a node with an admin interface of its own. */
class FeedbackCommandTest extends CommandsAtANode {

  private static final String WHOM =
      "2001:db8:1:2::/64, news.example from 2001:db8:1:2::/64, news.example";

  @Test
  void aWordCountsForThoseWhoSentTheMessage() throws IOException {
    assertThat(feedback("spam", message("7f3k2m9q"))).isZero();

    assertThat(out).hasToString("spam counts for " + WHOM + " (verdict 7f3k2m9q).\n");
    assertThat(spam()).isEqualTo(1.0);
  }

  @Test
  void theSameMessageCountsOnceAndAChangeOfMindTakesItBack() throws IOException {
    String message = message("7f3k2m9q");
    feedback("spam", message);
    out.getBuffer().setLength(0);

    assertThat(feedback("spam", message, "--reporter", "bob")).isZero();
    assertThat(feedback("ham", message)).isZero();

    assertThat(out)
        .hasToString(
            "spam was said of this message before, and counts once (verdict 7f3k2m9q).\n"
                + "ham counts for "
                + WHOM
                + "; spam, which was said before, is taken back (verdict 7f3k2m9q).\n");
    assertThat(spam()).isZero();
    assertThat(node.heard.total(Figure.REPEATED)).isOne();
    assertThat(node.heard.total(Figure.TAKEN_BACK)).isOne();
  }

  @Test
  void oneReporterAddsOnlySoMuch() throws IOException {
    for (int i = 0; i < 4; i++) {
      assertThat(feedback("spam", message("id" + i), "--reporter", "alice@example.net")).isZero();
    }

    assertThat(out.toString().lines())
        .last()
        .isEqualTo(
            "spam adds nothing: its reporter said so of this sender often enough for now"
                + " (verdict id3).");
    assertThat(feedback("spam", message("other"), "--reporter", "bob@example.net")).isZero();
    assertThat(spam()).isEqualTo(4.0);
  }

  @Test
  void aMessageMayComeThroughStandardInput() throws IOException {
    InputStream before = System.in;
    try {
      System.setIn(
          new ByteArrayInputStream(text("7f3k2m9q").getBytes(StandardCharsets.ISO_8859_1)));
      assertThat(feedback("spam", "-")).isZero();
    } finally {
      System.setIn(before);
    }
    assertThat(spam()).isEqualTo(1.0);
  }

  @Test
  void whoeverAReportNamesItsReporterIsWhoIsGiven() throws IOException {
    for (int i = 0; i < 4; i++) {
      String report = report("abuse", "r" + i);
      Path other = Path.of(report);
      Files.writeString(
          other,
          Files.readString(other).replace("user@", "user" + i + "@").replace("abuse@", i + "@"));
      assertThat(feedback("spam", report)).isZero();
    }
    assertThat(spam()).isEqualTo(3.0);
    assertThat(feedback("spam", message("none"))).isZero();
    assertThat(spam()).isEqualTo(3.0);
    assertThat(feedback("spam", report("abuse", "more"), "--reporter", "isp.example")).isZero();
    assertThat(spam()).isEqualTo(4.0);
  }

  @Test
  void onlyOneMessageCanBeMeant() throws IOException {
    String report = report("abuse", "r");

    assertThat(feedback("spam", report, "--itself", "--enclosed")).isEqualTo(2);
    assertThat(feedback("spam", report, "--itself")).isOne();
    assertThat(spam()).isZero();
    assertThat(feedback("spam", report, "--enclosed")).isZero();
    assertThat(spam()).isEqualTo(1.0);
  }

  @ParameterizedTest
  @CsvSource({
    "ham, abuse, 'the report says spam (Feedback-Type: abuse), not ham'",
    "spam, not-spam, 'the report says ham (Feedback-Type: not-spam), not spam'",
    "spam, other, 'the report says neither spam nor ham: its Feedback-Type is \"other\"'",
    "ham, auth-failure, 'the report says neither spam nor ham: its Feedback-Type is \"auth-failure\"'"
  })
  void aReportIsNotTurnedRound(String word, String type, String reason) throws IOException {
    assertThat(feedback(word, report(type, "7f3k2m9q"))).isOne();
    assertThat(err).hasToString("gate64: " + reason + "\n");
    assertThat(spam()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'Subject: a\n\n', 'there is no Gate64-Verdict field: gate64 did not judge it'",
    "'Gate64-Verdict: accept; id=a; exempt=local\n\n', 'the Gate64-Verdict field has no ticket: the message was not judged, or nothing is remembered (reputation.enabled)'",
    "'Gate64-Verdict: accept; ticket=AQ\n\n', 'The ticket in the verdict is damaged; nothing was counted.'",
    "'Gate64-Verdict: accept; ticket=AQIDBAUGBwgJCgtBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\n\n', 'The ticket in the verdict is not from this gate64; nothing was counted.'"
  })
  void whatHasNoTicketOfOursIsRefused(String message, String reason) throws IOException {
    Path file = Files.writeString(directory.resolve("message"), message);

    assertThat(feedback("spam", file.toString())).isOne();
    assertThat(err).hasToString("gate64: " + reason + "\n");
  }

  @Test
  void whatIsTooOldIsRefused() throws IOException {
    assertThat(feedback("spam", old())).isOne();
    assertThat(err).asString().contains("too long ago (reputation.feedback.within)");
    assertThat(node.heard.total(Figure.REFUSED)).isOne();
  }

  @Test
  void whatWasNotJudgedOrTooLongAgoMayBeNoFailure() throws IOException {
    String unjudged = file("Subject: a\n\n");
    String exempt = file("Gate64-Verdict: accept; id=a; exempt=local\n\n");

    for (String message : List.of(unjudged, exempt, old())) {
      assertThat(feedback("spam", message, "--if-judged")).isZero();
    }
    assertThat(err).asString().isEmpty();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("gate64 did not judge it"),
            line -> assertThat(line).contains("has no ticket"),
            line -> assertThat(line).contains("too long ago"));
    assertThat(spam()).isZero();
  }

  @Test
  void whateverElseFailsIsAFailureAllTheSame() throws IOException {
    String forged = "AQIDBAUGBwgJCgtBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB";
    Path wrong = Files.writeString(directory.resolve("wrong"), "A".repeat(43) + "\n");
    Path none = directory.resolve("none");

    assertThat(
            feedback("spam", file("Gate64-Verdict: x; ticket=" + forged + "\n\n"), "--if-judged"))
        .isOne();
    assertThat(feedback("spam", message("a"), "--if-judged", "--token-file", wrong.toString()))
        .isOne();
    assertThat(err).asString().contains("the token in " + wrong + " is not this node's");
    assertThat(feedback("spam", message("a"), "--if-judged", "--token-file", none.toString()))
        .isOne();
    assertThat(feedback("spam", none.toString(), "--if-judged")).isOne();
  }

  @Test
  void theVerdictMayHaveAnotherName() throws IOException {
    Path conf = node.conf("127.0.0.1");
    Files.writeString(conf, Files.readString(conf) + "headers.verdict = X-Other\n");
    Path file =
        Files.writeString(directory.resolve("m"), text("a").replace("Gate64-Verdict", "X-Other"));

    assertThat(execute("feedback", "spam", file.toString(), "--conf", conf.toString())).isZero();
  }

  @Test
  void withoutAConfigurationTheUsualNameCounts() throws IOException {
    assertThat(
            execute(
                "feedback",
                "spam",
                message("a"),
                "--conf",
                directory.resolve("none").toString(),
                "--url",
                node.url(),
                "--token-file",
                directory.resolve("admin-token").toString()))
        .isZero();
  }

  @Test
  void whatIsNotThereIsAProblemAndWrongUsageIsAnother() throws IOException {
    assertThat(feedback("spam", directory.resolve("none").toString())).isOne();
    assertThat(err).asString().contains("none");
    assertThat(feedback("maybe", message("a"))).isEqualTo(2);
    assertThat(feedback("spam")).isEqualTo(2);
  }

  @Test
  void whereNoDaemonIsNothingIsCounted() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThat(feedback("spam", message("a"), "--url", "http://127.0.0.1:" + free)).isEqualTo(3);
  }

  @Test
  void aNodeWithoutReputationHearsNobody() throws IOException {
    try (TestNode empty = TestNode.withoutMemory(directory)) {
      assertThat(feedback("spam", message("a"), "--url", empty.url())).isOne();
      assertThat(err).asString().contains("reputation.enabled");
    }
  }

  private int feedback(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("feedback"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--conf", node.conf("127.0.0.1").toString()));
    return execute(all.toArray(String[]::new));
  }

  private double spam() {
    Subject domain = MapMemory.subject("news.example");
    Map<Subject, TrackRecord> known = memory.records();
    return known
        .getOrDefault(domain, TrackRecord.empty())
        .at(TestNode.NOW, node.decay)
        .causes()
        .getOrDefault(Cause.FEEDBACK_SPAM, 0.0);
  }

  private String old() throws IOException {
    String ticket =
        node.feedback
            .tickets()
            .write(newsletter("old", TestNode.NOW.minus(Duration.ofDays(31))))
            .orElseThrow();
    return file("Gate64-Verdict: x; ticket=" + ticket + "\n\n");
  }

  private String file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "message", ""), text).toString();
  }

  private String message(String verdict) throws IOException {
    return Files.writeString(directory.resolve(verdict + ".eml"), text(verdict)).toString();
  }

  private String text(String verdict) {
    String ticket = node.feedback.tickets().write(newsletter(verdict, TestNode.NOW)).orElseThrow();
    return "Received: by mx.example.net\nGate64-Verdict: accept; id=%s;\n\tticket=%s\nSubject: hi\n\ntext\n"
        .formatted(verdict, ticket);
  }

  private String report(String type, String verdict) throws IOException {
    String report =
        """
        From: abuse@isp.example
        Content-Type: multipart/report; report-type=feedback-report; boundary=b

        --b
        Content-Type: message/feedback-report

        Feedback-Type: %s
        Version: 1
        User-Agent: test
        Original-Rcpt-To: user@example.net

        --b
        Content-Type: message/rfc822

        %s
        --b--
        """
            .formatted(type, text(verdict));
    return Files.writeString(directory.resolve(verdict + ".arf"), report).toString();
  }
}
