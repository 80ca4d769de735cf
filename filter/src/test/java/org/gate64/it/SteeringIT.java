package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gate64.fixtures.mail.TestMessage;
import org.gate64.fixtures.mta.DeliveredMessage;
import org.gate64.fixtures.mta.PostfixServer;
import org.gate64.fixtures.mta.SmtpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mail of a Postfix whose IPv6 address has no PTR record, on its way to one that asks the daemon.
 * Nobody but the sending Postfix decides when it tries again, and where.
 */
class SteeringIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String SENDER = "a@everywhere.example";
  private static final String IPV6_EXCHANGER = "[" + Client.GOOD + "]";
  private static final String IPV4_EXCHANGER = "[" + Client.OLD + "]";
  private static final Pattern REPLY = Pattern.compile("(?:host|said:) .*?(450|550) [45]\\.7\\.25");

  private static MailHost host;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    host =
        MailHost.start(
            directory,
            MilterTransport.TCP,
            "policy { ipv6.strictness = standard, steer { attempts = 3, interval = 0s } }");
  }

  @AfterAll
  static void stop() throws IOException {
    if (host != null) {
      host.close();
    }
  }

  @Test
  void aSenderWithBothFamiliesFallsBackToIpv4ByItself(@TempDir Path directory) throws IOException {
    try (PostfixServer sender = sender(directory, IPV6_EXCHANGER, IPV4_EXCHANGER)) {
      submit(sender, "b@example.net", "falls back");

      DeliveredMessage delivered = host.mailServer().inbox().await("falls back", SOON);

      assertThat(delivered.values("Gate64-Verdict"))
          .singleElement()
          .asString()
          .startsWith("accept; ")
          .contains("network=" + Client.OLD);
      sender.awaitEmptyQueue(SOON);
      assertThat(replies(sender)).containsExactly("450");
      assertThat(host.daemon().output())
          .containsPattern("steer .*client=" + Client.NAMELESS)
          .containsPattern("accept .*client=" + Client.OLD);
    }
  }

  @Test
  void theAuthorAtASenderWithoutIpv4HearsOfItAfterThreeTries(@TempDir Path directory)
      throws IOException {
    try (PostfixServer sender = sender(directory, IPV6_EXCHANGER)) {
      submit(sender, "c@example.net", "hears of it");

      DeliveredMessage bounce = sender.inbox().await("Undelivered Mail Returned to Sender", SOON);

      assertThat(bounce.body().replaceAll("\\s+", " "))
          .contains("550 5.7.25 [" + Client.NAMELESS + "] has no reverse DNS")
          .contains("was tried 4 times over IPv6 and is refused for good now");
      assertThat(replies(sender)).containsExactly("450", "450", "450", "550");
      assertThat(host.mailServer().inbox().messages())
          .noneMatch(message -> message.values("Subject").contains("hears of it"));
    }
  }

  /** It sends all mail to these exchangers in turn, and comes again within seconds. */
  private static PostfixServer sender(Path directory, String... exchangers) throws IOException {
    assumeTrue(
        host.place().owns(Client.NAMELESS.address()), "addresses can only be had in a namespace");
    String port = ":" + host.mailServer().port();
    return PostfixServer.in(host.place(), directory)
        .setting("myhostname", "mail.good.example")
        .setting("relayhost", String.join(port + ", ", List.of(exchangers)) + port)
        .setting("default_transport", "smtp")
        .setting("relay_transport", "smtp")
        .setting("smtpd_recipient_restrictions", "permit_mynetworks, reject")
        .setting("virtual_mailbox_domains", "everywhere.example")
        .setting("smtp_bind_address", Client.OLD.toString())
        .setting("smtp_bind_address6", Client.NAMELESS.toString())
        // Within a second it would find its own delivery still at work, and leave the mail alone.
        .setting("queue_run_delay", "3s")
        .setting("minimal_backoff_time", "3s")
        .setting("maximal_backoff_time", "3s")
        .start();
  }

  private static void submit(PostfixServer sender, String recipient, String subject)
      throws IOException {
    try (SmtpClient author = sender.connect()) {
      author.ehlo("localhost");
      byte[] message = TestMessage.between(SENDER, recipient).subject(subject).bytes();
      assertThat(author.send(SENDER, recipient, message).code()).isEqualTo(250);
    }
  }

  /** What the exchangers said to the mail, in turn. */
  private static List<String> replies(PostfixServer sender) throws IOException {
    return sender
        .log()
        .lines()
        .map(REPLY::matcher)
        .filter(Matcher::find)
        .map(it -> it.group(1))
        .toList();
  }
}
