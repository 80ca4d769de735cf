package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.gate64.fixtures.mail.TestMessage;
import org.gate64.fixtures.mta.SmtpClient;
import org.gate64.fixtures.mta.SmtpReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of mail when the daemon is told to stop. */
class ShutdownIT {

  private static final Duration SOON = Duration.ofSeconds(25);
  private static final String SENDER = "a@good.example";
  private static final String RECIPIENT = "b@example.net";

  @Test
  void finishesWhatHasBegunAndTakesNothingNew(@TempDir Path directory) throws IOException {
    byte[] message = TestMessage.between(SENDER, RECIPIENT).subject("begun").bytes();
    try (MailHost host = MailHost.start(directory, MilterTransport.TCP)) {
      try (SmtpClient begun = host.greet(Client.GOOD)) {
        begun.mail(SENDER);
        begun.rcpt(RECIPIENT);

        host.daemon().terminate();
        awaitRefusal(host);

        assertThat(begun.data(message).code()).isEqualTo(250);
        begun.quit();
      }
      assertThat(host.daemon().awaitExit(SOON)).isZero();
      assertThat(host.complaints()).isEmpty();

      assertThat(host.mailServer().inbox().await("begun", SOON).values("Gate64-Verdict"))
          .hasSize(1);
    }
  }

  /** A client that comes late is told to try again, by the mail server itself. */
  private static void awaitRefusal(MailHost host) throws IOException {
    long end = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() < end) {
      try (SmtpClient late = host.greet(Client.GOOD)) {
        SmtpReply reply = late.mail(SENDER);
        if (!reply.isPositive()) {
          assertThat(reply.codes()).isEqualTo("451 4.7.1");
          return;
        }
      }
    }
    fail("new mail is still taken after " + SOON);
  }
}
