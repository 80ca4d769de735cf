package org.gate64.milter.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gate64.milter.server.ServerFixture.MESSAGE;
import static org.gate64.milter.server.ServerFixture.SOON;
import static org.gate64.milter.server.ServerFixture.endpoint;
import static org.gate64.milter.server.ServerFixture.listen;
import static org.gate64.milter.server.ServerFixture.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gate64.fixtures.milter.EndOfMessage;
import org.gate64.fixtures.milter.MilterClient;
import org.gate64.fixtures.milter.MtaProfile;
import org.gate64.fixtures.milter.Offer;
import org.gate64.fixtures.milter.RawMilterConnection;
import org.gate64.milter.session.Answer;
import org.gate64.net.ListenAddress;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of connections. */
@Timeout(60)
class MilterServerTest {

  @AutoClose private final ServerFixture fixture = new ServerFixture();

  @Test
  void speaksVersion2AndSendmailsDialect() throws IOException {
    ListenAddress address = listen(fixture.server());
    List<MtaProfile> profiles =
        List.of(
            MtaProfile.sendmail(),
            MtaProfile.postfix().with(Offer.version2()),
            MtaProfile.postfix().with(MtaProfile.Ipv6Form.BARE));
    for (MtaProfile profile : profiles) {
      try (MilterClient client = MilterClient.open(endpoint(address), profile)) {
        client.connect("mail.example.org", InetAddress.getByName("2001:db8::1"), 25);
        client.helo("mail.example.org");
        client.mailFrom("<a@example.org>");
        client.rcptTo("<b@example.net>");
        assertThat(client.message(MESSAGE).delivers()).isTrue();
        client.quitNewConnection();
      }
    }
    assertThat(fixture.filter().events()).filteredOn(event -> event.equals("end")).hasSize(3);
  }

  @Test
  void aHostilePacketEndsItsOwnConnectionOnly() throws IOException {
    ListenAddress address = listen(fixture.server());
    try (MilterClient bystander = MilterClient.open(endpoint(address))) {
      bystander.connect("mail.example.org", InetAddress.getByName("2001:db8::1"), 25);
      bystander.helo("mail.example.org");
      List<byte[]> hostile =
          List.of(
              length(0),
              length(Integer.MAX_VALUE),
              length(-1),
              new byte[] {0, 0, 0, 1, '?'},
              new byte[] {0, 0, 0, 1, 'E'},
              new byte[] {0, 0, 0, 5, 'O', 0, 0, 0, 6});
      for (byte[] bytes : hostile) {
        try (RawMilterConnection raw = RawMilterConnection.open(endpoint(address))) {
          raw.write(bytes);
          assertThat(raw.closesWithin(SOON)).isTrue();
        }
      }
      bystander.mailFrom("<a@example.org>");
      bystander.rcptTo("<b@example.net>");
      assertThat(bystander.message(MESSAGE).delivers()).isTrue();
    }
  }

  @Test
  void forgetsAServerThatVanishesMidMessage() throws Exception {
    MilterServer server = fixture.server();
    ListenAddress address = listen(server);
    MilterClient client = MilterClient.open(endpoint(address));
    client.connect("mail.example.org", InetAddress.getByName("2001:db8::1"), 25);
    client.mailFrom("<a@example.org>");
    client.rcptTo("<b@example.net>");
    assertThat(server.busy()).isEqualTo(1);
    client.close();
    fixture.awaitEvent("abandoned");
    assertThat(server.busy()).isZero();
  }

  @Test
  void closesConnectionsBeyondTheLimitAndTakesNewOnesLater() throws IOException {
    ListenAddress address = listen(fixture.server(settings(1)));
    MilterClient first = MilterClient.open(endpoint(address));
    try (RawMilterConnection second = RawMilterConnection.open(endpoint(address))) {
      assertThat(second.closesWithin(SOON)).isTrue();
    }
    first.quit();
    assertThat(openBeforeLong(address)).isEqualTo(6);
  }

  /**
   * The version that is agreed upon, once the server has seen that the connection before is gone.
   */
  private static int openBeforeLong(ListenAddress address) throws IOException {
    long end = System.nanoTime() + SOON.toNanos();
    while (true) {
      try (MilterClient client = MilterClient.open(endpoint(address))) {
        return client.negotiated().version();
      } catch (IOException stillFull) {
        if (System.nanoTime() > end) {
          throw stillFull;
        }
      }
    }
  }

  @Test
  void closesAConnectionThatIsSilentForTooLong() throws IOException {
    ServerSettings strict = ServerFixture.endingTheSilent(Duration.ofMillis(200));
    ListenAddress address = listen(fixture.server(strict));
    try (RawMilterConnection silent = RawMilterConnection.open(endpoint(address))) {
      assertThat(silent.closesWithin(SOON)).isTrue();
    }
  }

  @Test
  void drainWaitsForTheMessageThatIsOnItsWay() throws Exception {
    fixture.filter().notAnswering();
    MilterServer server = fixture.server();
    ListenAddress address = listen(server);
    ExecutorService background = Executors.newSingleThreadExecutor();
    try (MilterClient client = MilterClient.open(endpoint(address))) {
      client.connect("mail.example.org", InetAddress.getByName("2001:db8::1"), 25);
      client.mailFrom("<a@example.org>");
      client.rcptTo("<b@example.net>");
      Future<EndOfMessage> end = background.submit(() -> client.message(MESSAGE));
      fixture.awaitEvent("end");
      server.drain(Duration.ofMillis(100));
      assertThat(server.busy()).as("still there when the time was over").isEqualTo(1);
      assertThatThrownBy(() -> MilterClient.open(endpoint(address)))
          .isInstanceOf(IOException.class);
      fixture.filter().answerWaiting(new Answer.Deliver(List.of(), Optional.empty()));
      server.drain(SOON);
      assertThat(end.get(10, TimeUnit.SECONDS).delivers()).isTrue();
    } finally {
      background.shutdownNow();
    }
  }

  private static byte[] length(int length) {
    return ByteBuffer.allocate(8).putInt(length).array();
  }
}
