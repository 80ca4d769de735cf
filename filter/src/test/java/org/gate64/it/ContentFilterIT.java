package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.gate64.fixtures.mail.TestMessage;
import org.gate64.fixtures.mta.DeliveredMessage;
import org.gate64.fixtures.mta.SmtpClient;
import org.gate64.fixtures.mta.SmtpReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Postfix that asks SpamAssassin first, and then the daemon, which reads what that found. */
@Timeout(300)
class ContentFilterIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String SENDER = "a@good.example";
  private static final String SPAMMER = "a@everywhere.example";
  private static final String RECIPIENT = "b@example.net";
  private static final String STATUS = "X-Spam-Status";

  private static MailHost host;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    Optional<String> reason = SpamAssassin.unavailableBecause();
    assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
    host =
        MailHost.start(
            directory,
            MilterTransport.TCP,
            """
            reputation.content-filter { header = "X-Spam-Status", spam = "^Yes\\\\b", ham = "^No\\\\b" }
            """,
            SpamAssassin::start);
  }

  @AfterAll
  static void stop() throws IOException {
    if (host != null) {
      host.close();
    }
  }

  @Test
  void whatSpamAssassinFindsInAnOrdinaryMessageIsHam() throws IOException {
    assertThat(send(Client.GOOD, message(SENDER, "ordinary", "text")).code()).isEqualTo(250);
    assertThat(delivered("ordinary").values(STATUS)).singleElement().asString().startsWith("No, ");
    assertThat(content("ordinary")).isEqualTo("ham");
  }

  @Test
  void aForgedFieldIsReplacedBeforeTheDaemonSeesIt() throws IOException {
    TestMessage clean = message(SENDER, "forged spam", "text").header(STATUS, "Yes, score=99");
    assertThat(send(Client.GOOD, clean).code()).isEqualTo(250);
    assertThat(content("forged spam")).isEqualTo("ham");

    TestMessage spam =
        message(SENDER, "forged ham", SpamAssassin.GTUBE).header(STATUS, "No, score=-99");
    assertThat(send(Client.OLD, spam).code()).isEqualTo(250);
    assertThat(content("forged ham")).isEqualTo("spam");
  }

  @Test
  void aNetworkThatSendsSpamIsBadAtItsSixteenth() throws IOException {
    for (int i = 1; i <= 16; i++) {
      TestMessage spam = message(SPAMMER, "spam " + i, SpamAssassin.GTUBE);
      assertThat(send(Client.UNMENTIONED, spam).code()).as("spam %d", i).isEqualTo(250);
    }
    assertThat(delivered("spam 16").values(STATUS)).singleElement().asString().startsWith("Yes, ");

    SmtpReply reply = send(Client.UNMENTIONED, message(SPAMMER, "one more", "text"));

    assertThat(reply.codes()).isEqualTo("550 5.7.1");
    assertThat(reply.text()).contains("2001:db8:4::/64");
  }

  private static SmtpReply send(Client client, TestMessage message) throws IOException {
    try (SmtpClient smtp = host.greet(client)) {
      String sender = client == Client.UNMENTIONED ? SPAMMER : SENDER;
      return smtp.send(sender, RECIPIENT, message.bytes());
    }
  }

  private static TestMessage message(String author, String subject, String text) {
    return TestMessage.between(author, RECIPIENT).subject(subject).body(text + "\r\n");
  }

  private static DeliveredMessage delivered(String subject) throws IOException {
    return host.mailServer().inbox().await(subject, SOON);
  }

  /** What the daemon read in the message, as its log has it. */
  private static String content(String subject) throws IOException {
    String verdict = delivered(subject).values("Gate64-Verdict").get(0);
    String id = verdict.replaceAll("(?s).*\\bid=(\\w+);.*", "$1");
    return host.daemon()
        .output()
        .lines()
        .filter(line -> line.contains(" id=" + id + " "))
        .findFirst()
        .orElseThrow()
        .replaceAll(".* content=(\\w+) .*", "$1");
  }
}
