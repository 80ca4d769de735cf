package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gate64.fixtures.mail.TestMessage;
import org.gate64.fixtures.mta.ChildProcess;
import org.gate64.fixtures.mta.JavaCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What recipients say of mail that the packaged daemon let through. */
@Timeout(300)
class FeedbackIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Path SCRIPT = Path.of("..", "conf", "dovecot", "gate64-feedback");
  private static final String CLIENT = "2001:db8:0:1::25";
  private static final String SENDER = "a@news.example";
  private static final String ZONE = "news.example. TXT \"v=spf1 ip6:2001:db8:0:1::/64 -all\"\n";

  @TempDir private Path directory;

  private int port;
  private FilterProcess filter;

  @BeforeEach
  void start() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    filter =
        FilterProcess.start(
            directory,
            ZONE,
            """
            policy.ipv6.strictness = observe
            admin.listen = "inet:%d@127.0.0.1"
            """
                .formatted(port));
  }

  @AfterEach
  void stop() {
    filter.close();
  }

  @Test
  void aWordCountsOnceAndAChangeOfMindTakesItBack() throws IOException {
    Path message = delivered();

    assertThat(feedback(0, "spam", message))
        .matches(
            "spam counts for 2001:db8:0:1::/64, news.example from 2001:db8:0:1::/64, news.example"
                + " \\(verdict [a-z0-9]{8}\\)\\.\n");
    assertThat(show("2001:db8:0:1::/64")).containsPattern("bad +1\\.000 +feedback-spam");
    assertThat(show("news.example")).containsPattern("bad +1\\.000 +feedback-spam");
    assertThat(filter.log()).contains(": spam counts for 2001:db8:0:1::/64, ");

    assertThat(feedback(0, "spam", message)).startsWith("spam was said of this message before");
    assertThat(show("news.example")).containsPattern("bad +1\\.000 +feedback-spam");

    assertThat(feedback(0, "ham", message)).contains("is taken back");
    assertThat(show("news.example"))
        .doesNotContain("feedback-spam")
        .containsPattern("good +0\\.500 +feedback-ham");
  }

  @Test
  void aReportCountsForTheSenderOfTheMessageInIt() throws IOException {
    Path report =
        Files.writeString(
            directory.resolve("report"),
            """
            From: abuse@isp.example
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=feedback-report; boundary=b

            --b
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            User-Agent: test
            Version: 1

            --b
            Content-Type: message/rfc822

            %s
            --b--
            """
                .formatted(Files.readString(delivered(), StandardCharsets.ISO_8859_1)));

    assertThat(feedback(0, "spam", report)).startsWith("spam counts for 2001:db8:0:1::/64, ");
    assertThat(feedback(1, "ham", report)).contains("the report says spam");
  }

  @Test
  void aForgedTicketIsRefused() throws IOException {
    Path message = delivered();
    String text = Files.readString(message, StandardCharsets.ISO_8859_1);
    int last = text.indexOf('\r', text.indexOf("ticket=")) - 8;
    char other = text.charAt(last) == 'A' ? 'B' : 'A';
    Files.writeString(message, text.substring(0, last) + other + text.substring(last + 1));

    assertThat(feedback(1, "spam", message)).contains("not from this gate64");
    assertThat(show("news.example")).doesNotContain("feedback-spam");
  }

  @Test
  void aRestartForgetsNeitherTheKeyNorWhatWasSaid() throws IOException {
    Path message = delivered();
    filter.stop();
    filter.start();
    assertThat(feedback(0, "spam", message)).startsWith("spam counts for ");

    filter.stop();
    filter.start();
    assertThat(feedback(0, "spam", message)).startsWith("spam was said of this message before");
    assertThat(feedback(0, "ham", message)).contains("is taken back");
    assertThat(show("news.example")).doesNotContain("feedback-spam");
  }

  @Test
  void dovecotsScriptSaysWhatIsMovedAndPassesOverWhatWasNotJudged() throws IOException {
    Path message = delivered();
    Path own = Files.writeString(directory.resolve("own"), "Subject: a draft\r\n\r\ntext\r\n");

    assertThat(script(0, message, token())).startsWith("spam counts for ");
    assertThat(script(0, own, token())).contains("gate64 did not judge it");
  }

  @Test
  void mailOfAStolenAccountBlamesNobodyWhoseMailIsAttachedToIt() throws IOException {
    Path stolen =
        Files.writeString(
            directory.resolve("stolen"),
            """
            From: user@example.net
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: message/rfc822

            %s
            --b--
            """
                .formatted(Files.readString(delivered(), StandardCharsets.ISO_8859_1)));

    assertThat(script(0, stolen, token())).contains("gate64 did not judge it");
    assertThat(show("news.example")).doesNotContain("feedback-spam");
  }

  @Test
  void dovecotsScriptFailsWhereSomethingIsWrong() throws IOException {
    Path message = delivered();
    Path wrong = Files.writeString(directory.resolve("wrong"), "A".repeat(43) + "\n");

    assertThat(script(1, message, wrong)).contains("is not this node's");
    assertThat(script(1, message, directory.resolve("none"))).contains("none");
    filter.stop();
    assertThat(script(3, message, token())).contains("no gate64 could be reached");
  }

  private Path token() {
    return filter.state().resolve("feedback-token");
  }

  private String script(int code, Path message, Path token) throws IOException {
    return output(
        code,
        List.of(
            "env",
            "GATE64_JAR=" + System.getProperty("gate64.jar"),
            "GATE64_CONF=" + directory.resolve("gate64.conf"),
            "GATE64_TOKEN=" + token,
            "sh",
            "-c",
            "exec \"$0\" spam alice <\"$1\"",
            SCRIPT.toAbsolutePath().toString(),
            message.toString()));
  }

  /** A message as it lies in a mailbox. */
  private Path delivered() throws IOException {
    String text =
        new String(
            TestMessage.between(SENDER, "b@example.net").bytes(), StandardCharsets.ISO_8859_1);
    FilterProcess.Result result =
        filter.send(CLIENT, text.getBytes(StandardCharsets.ISO_8859_1), SENDER, "b@example.net");
    assertThat(result.verdict()).startsWith("accept").contains("; ticket=");
    return Files.writeString(
        directory.resolve("message"),
        "Gate64-Verdict: " + result.verdict() + "\r\n" + text,
        StandardCharsets.ISO_8859_1);
  }

  private String show(String subject) throws IOException {
    return gate64(0, "reputation", "show", subject);
  }

  private String feedback(int code, String word, Path message) throws IOException {
    return gate64(code, "feedback", word, message.toString());
  }

  private String gate64(int code, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--conf", directory.resolve("gate64.conf").toString()));
    List<String> command =
        JavaCommand.ofJar(Path.of(System.getProperty("gate64.jar")), all.toArray(String[]::new));
    return output(code, command);
  }

  private String output(int code, List<String> command) throws IOException {
    Path log = Files.createTempFile(directory, "command", ".log");
    try (ChildProcess child = ChildProcess.start(log, command)) {
      assertThat(child.awaitExit(PATIENCE)).as(child.output()).isEqualTo(code);
      return child.output();
    }
  }
}
