package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gate64.fixtures.mail.TestMessage;
import org.gate64.fixtures.mta.ChildProcess;
import org.gate64.fixtures.mta.DeliveredMessage;
import org.gate64.fixtures.mta.SmtpClient;
import org.gate64.fixtures.mta.SmtpSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same of Postfix, where users can log in, and which brings a source of much mail. */
abstract class PostfixContract extends MailServerContract {

  private static final Duration UNDER_LOAD = Duration.ofMinutes(5);

  PostfixContract(MilterTransport transport) {
    super(Mta.POSTFIX, transport);
  }

  @Test
  void ownUsersAreNotJudgedButCannotForge() throws IOException {
    TestMessage message =
        message("a@nospf.example", "own user").header("Gate64-Verdict", "accept; id=forged");

    try (SmtpClient client = host().greet(Client.NAMELESS)) {
      assertThat(client.authPlain("joe", "secret").code()).isEqualTo(235);
      assertThat(client.send("a@nospf.example", RECIPIENT, message.bytes()).code()).isEqualTo(250);
    }

    DeliveredMessage delivered = delivered("own user");
    assertThat(delivered.values("Gate64-Verdict")).isEmpty();
    assertThat(delivered.values("Authentication-Results")).isEmpty();
  }

  @Test
  void aFloodFromTwentySessionsIsDeliveredToTheLastMessage(@TempDir Path directory)
      throws IOException {
    SmtpSource source =
        new SmtpSource(20, 2000, "mail.good.example", "a@good.example", "load@example.net");

    try (ChildProcess run =
        source.start(host().place(), host().server(), directory.resolve("source.log"))) {
      assertThat(run.awaitExit(UNDER_LOAD)).as(run.output()).isZero();
    }

    host().mailServer().awaitEmptyQueue(UNDER_LOAD);
    List<DeliveredMessage> load =
        host().mailServer().inbox().messages().stream()
            .filter(message -> message.values("Delivered-To").contains("load@example.net"))
            .toList();
    assertThat(load)
        .hasSize(2000)
        .allMatch(message -> message.values("Gate64-Verdict").size() == 1);
    assertThat(host().complaints()).isEmpty();
  }
}
