package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.gate64.fixtures.mail.Canonicalization;
import org.gate64.fixtures.mail.TestMessage;
import org.gate64.fixtures.mta.DeliveredMessage;
import org.gate64.fixtures.mta.SmtpClient;
import org.gate64.fixtures.mta.SmtpReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a sender is told, and what a recipient gets, when a mail server asks the daemon. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MailServerContract {

  private static final Duration SOON = Duration.ofSeconds(60);
  static final String RECIPIENT = "b@example.net";

  private final Mta mta;
  private final MilterTransport transport;
  private MailHost host;

  MailServerContract(Mta mta, MilterTransport transport) {
    this.mta = mta;
    this.transport = transport;
  }

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    host = MailHost.start(directory, mta, transport);
  }

  @AfterAll
  void stop() throws IOException {
    if (host != null) {
      host.mailServer().awaitEmptyQueue(SOON);
      host.close();
    }
  }

  @Test
  void mailThatPassesIsDeliveredWithWhatWasFound() throws IOException {
    byte[] message = host.signed(message("a@good.example", "all is well").bytes());

    assertThat(send(Client.GOOD, "a@good.example", message).codes()).isEqualTo("250 2.0.0");

    DeliveredMessage delivered = delivered("all is well");
    assertThat(delivered.values("Authentication-Results"))
        .singleElement()
        .asString()
        .startsWith("mx.example.net;")
        .contains("iprev=pass policy.iprev=", "spf=pass smtp.mailfrom=a@good.example")
        .contains("spf=pass smtp.helo=mail.good.example")
        .contains("dkim=pass", "header.d=good.example")
        .contains("dmarc=pass (policy reject) header.from=good.example");
    assertThat(delivered.values("Gate64-Verdict"))
        .singleElement()
        .asString()
        .matches("accept;\\s+id=\\S+;.*")
        .contains("network=2001:db8:1::/64;", "findings=none;", "spf=pass;")
        .contains("fcrdns=confirmed (mail.good.example);", "dkim=pass (good.example)");
  }

  @Test
  void whatSendersForgeIsRemovedAndWhatOthersFoundIsKept() throws IOException {
    TestMessage message =
        message("a@good.example", "forged")
            .header("Gate64-Verdict", "accept; id=forged")
            .header("Authentication-Results", "mx.example.net; spf=pass smtp.mailfrom=forged")
            .header("Authentication-Results", "other.example; dkim=pass header.d=other.example");

    assertThat(send(Client.GOOD, "a@good.example", message.bytes()).code()).isEqualTo(250);

    DeliveredMessage delivered = delivered("forged");
    assertThat(delivered.values("Gate64-Verdict"))
        .singleElement()
        .asString()
        .doesNotContain("id=forged");
    assertThat(delivered.values("Authentication-Results"))
        .hasSize(2)
        .noneMatch(value -> value.contains("smtp.mailfrom=forged"))
        .anyMatch(value -> value.startsWith("mx.example.net;"))
        .contains("other.example; dkim=pass header.d=other.example");
  }

  @Test
  void aClientWithoutPtrIsRefused() throws IOException {
    SmtpReply reply = send(Client.NAMELESS, "a@everywhere.example", "no PTR");

    assertThat(reply.codes()).isEqualTo("550 5.7.25");
    assertThat(reply.text()).contains("[2001:db8:2::25]").containsPattern("id \\w+");
  }

  @Test
  void aClientWhosePtrDoesNotResolveBackIsRefused() throws IOException {
    SmtpReply reply = send(Client.UNCONFIRMED, "a@everywhere.example", "unconfirmed PTR");

    assertThat(reply.codes()).isEqualTo("550 5.7.25");
    assertThat(reply.text()).contains("[2001:db8:3::25]", "mail.unconfirmed.example");
  }

  @Test
  void mailWithoutSpfAndDkimIsRefused() throws IOException {
    SmtpReply reply = send(Client.UNMENTIONED, "a@nospf.example", "unauthenticated");

    assertThat(reply.codes()).isEqualTo("550 5.7.26");
    assertThat(reply.text()).contains("nospf.example");
  }

  @Test
  void aSignatureIsEnoughWithoutSpf() throws IOException {
    byte[] message = host.signed(message("a@good.example", "signature alone").bytes());

    assertThat(send(Client.UNMENTIONED, "a@nospf.example", message).code()).isEqualTo(250);

    assertThat(delivered("signature alone").values("Gate64-Verdict"))
        .singleElement()
        .asString()
        .contains("findings=none;", "spf=none;", "dkim=pass (good.example)");
  }

  @Test
  void whatTheMailServerHandsOverIsWhatWasSigned() throws IOException {
    String odd =
        message("a@good.example", "byte for byte")
            .header("X-Odd", " two  spaces,\ttab\r\n\tfolded \r\n  twice: Gr\u00fc\u00dfe \t")
            .header("x-CASE", "\t \tblanks first ")
            .header("X-Empty", "")
            .body(" \t\r\nGr\u00fc\u00dfe \t\r\n.\r\n..\r\n\r\n" + "long ".repeat(700) + "\r\nend ")
            .toString()
            .replace("X-Empty: ", "X-Empty:");
    byte[] message =
        host.signer()
            .canonicalization(Canonicalization.SIMPLE, Canonicalization.SIMPLE)
            .headers("from", "subject", "x-odd", "x-case", "x-empty", "x-none")
            .sign((odd + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));

    assertThat(send(Client.UNMENTIONED, "a@nospf.example", message).code()).isEqualTo(250);

    assertThat(delivered("byte for byte").values("Gate64-Verdict"))
        .singleElement()
        .asString()
        .contains("findings=none;", "dkim=pass (good.example)");
  }

  @Test
  void whoAssumesTheNameOfADomainThatForbidsItIsRefused() throws IOException {
    byte[] message = host.signed(message("ceo@bank.example", "forged author").bytes());

    SmtpReply reply = send(Client.GOOD, "a@good.example", message);

    assertThat(reply.codes()).isEqualTo("550 5.7.1");
    assertThat(reply.text()).contains("The domain in From, bank.example, asks by its DMARC policy");
  }

  @Test
  void aClientWhosePtrCannotBeHadMayTryAgain() throws IOException {
    assertThat(send(Client.UNKNOWABLE, "a@everywhere.example", "no answer").codes())
        .isEqualTo("450 4.7.25");
  }

  @Test
  void mailWhoseSpfCannotBeHadMayTryAgain() throws IOException {
    SmtpReply reply = send(Client.OUT_OF_ORDER, "a@temperror.example", "SPF temperror");

    assertThat(reply.codes()).isEqualTo("451 4.7.26");
    assertThat(reply.text()).contains("temperror.example");
  }

  @Test
  void overIpv4TheSameIsOnlyReported() throws IOException {
    assertThat(send(Client.OLD, "a@nospf.example", "over IPv4").code()).isEqualTo(250);

    assertThat(delivered("over IPv4").values("Gate64-Verdict"))
        .singleElement()
        .asString()
        .startsWith("accept;")
        .contains("findings=no-ptr,unauthenticated;", "fcrdns=no-pointer;");
  }

  @Test
  void trustedNetworksAreNotJudgedAndWhatTheyWroteIsKept() throws IOException {
    TestMessage message =
        message("a@nospf.example", "trusted").header("Gate64-Verdict", "accept; id=earlier");

    assertThat(send(Client.TRUSTED, "a@nospf.example", message.bytes()).code()).isEqualTo(250);

    DeliveredMessage delivered = delivered("trusted");
    assertThat(delivered.values("Gate64-Verdict")).containsExactly("accept; id=earlier");
    assertThat(delivered.values("Authentication-Results")).isEmpty();
  }

  @Test
  void eachMessageOfASessionIsJudgedForItself() throws IOException {
    try (SmtpClient client = host.greet(Client.GOOD)) {
      byte[] first = message("a@good.example", "first of three").bytes();
      byte[] second = message("a@nospf.example", "second of three").bytes();
      byte[] third = message("a@good.example", "third of three").bytes();

      assertThat(client.send("a@good.example", RECIPIENT, first).code()).isEqualTo(250);
      assertThat(client.send("a@nospf.example", RECIPIENT, second).codes()).isEqualTo("550 5.7.26");
      client.reset();
      assertThat(client.send("a@good.example", RECIPIENT, third).code()).isEqualTo(250);
      client.quit();
    }

    String firstVerdict = delivered("first of three").values("Gate64-Verdict").get(0);
    String thirdVerdict = delivered("third of three").values("Gate64-Verdict").get(0);
    assertThat(firstVerdict).isNotEqualTo(thirdVerdict);
  }

  final MailHost host() {
    return host;
  }

  private SmtpReply send(Client client, String from, String subject) throws IOException {
    return send(client, from, message(from, subject).bytes());
  }

  private SmtpReply send(Client client, String from, byte[] message) throws IOException {
    try (SmtpClient smtp = host.greet(client)) {
      return smtp.send(from, RECIPIENT, message);
    }
  }

  final DeliveredMessage delivered(String subject) throws IOException {
    return host.mailServer().inbox().await(subject, SOON);
  }

  static TestMessage message(String from, String subject) {
    return TestMessage.between(from, RECIPIENT).subject(subject);
  }
}
