package org.gate64.milter.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gate64.fixtures.milter.EndOfMessage;
import org.gate64.fixtures.milter.Message;
import org.gate64.fixtures.milter.MilterClient;
import org.gate64.fixtures.milter.MilterEndpoint;
import org.gate64.fixtures.milter.MtaProfile;
import org.gate64.fixtures.milter.Offer;
import org.gate64.fixtures.milter.RawMilterConnection;
import org.gate64.milter.session.Answer;
import org.gate64.milter.session.Answer.HeaderChange;
import org.gate64.milter.session.RecordingFilter;
import org.gate64.net.ListenAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MilterServerTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Message MESSAGE =
      Message.parse("From: a@example.org\r\nSubject: hi\r\n\r\ntext\r\n");

  @TempDir Path directory;

  private final RecordingFilter filter = new RecordingFilter();
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<MilterServer> servers = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    servers.forEach(MilterServer::close);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
  }

  @Test
  void servesOverIpv4AndIpv6AndAUnixSocketAtOnce() throws IOException {
    filter.answering(
        new Answer.Deliver(List.of(new HeaderChange.Add("X-Seen", "yes")), Optional.empty()));
    MilterServer server = server(settings(10));
    List<ListenAddress> addresses =
        List.of(
            server.listen(ListenAddress.parse("inet:0@127.0.0.1").orElseThrow()),
            server.listen(ListenAddress.parse("inet6:0@[::1]").orElseThrow()),
            server.listen(new ListenAddress.Unix(directory.resolve("socket"))));
    for (ListenAddress address : addresses) {
      try (MilterClient client = MilterClient.open(endpoint(address))) {
        client.connect("mail.example.org", InetAddress.getByName("2001:db8::1"), 25);
        client.helo("mail.example.org");
        client.mailFrom("<a@example.org>");
        client.rcptTo("<b@example.net>");
        EndOfMessage end = client.message(MESSAGE);
        assertThat(client.delivered(MESSAGE, end).header("X-Seen")).contains("yes");
        client.quit();
      }
    }
  }

  @Test
  void speaksVersion2AndSendmailsDialect() throws IOException {
    ListenAddress address = listen(server(settings(10)));
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
    assertThat(filter.events()).filteredOn(event -> event.equals("end")).hasSize(3);
  }

  @Test
  void setsModeOfTheSocketAndRemovesItInTheEnd() throws IOException {
    Path socket = directory.resolve("socket");
    MilterServer server = server(settings(10));
    server.listen(new ListenAddress.Unix(socket));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-rw----");
    server.close();
    assertThat(socket).doesNotExist();
  }

  @Test
  void takesOverASocketThatNobodyListensOnButNothingElse() throws IOException {
    Path stale = directory.resolve("stale");
    try (var abandoned = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      abandoned.bind(UnixDomainSocketAddress.of(stale));
    }
    MilterServer server = server(settings(10));
    server.listen(new ListenAddress.Unix(stale));
    assertThatThrownBy(() -> server(settings(10)).listen(new ListenAddress.Unix(stale)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(stale.toString())
        .hasMessageContaining("another process listens there");
    Path file = Files.writeString(directory.resolve("file"), "precious");
    assertThatThrownBy(() -> server.listen(new ListenAddress.Unix(file)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a socket");
    assertThat(file).hasContent("precious");
  }

  @Test
  void saysWhichAddressCannotBeBound() throws IOException {
    ListenAddress taken = listen(server(settings(10)));
    assertThatThrownBy(() -> server(settings(10)).listen(taken))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(taken + ": ");
    ServerSettings unknownGroup =
        new ServerSettings(
            10,
            1 << 20,
            Duration.ofHours(1),
            PosixFilePermissions.fromString("rw-rw----"),
            Optional.of("no-such-group"));
    assertThatThrownBy(
            () -> server(unknownGroup).listen(new ListenAddress.Unix(directory.resolve("s"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no group no-such-group");
  }

  @Test
  void aHostilePacketEndsItsOwnConnectionOnly() throws IOException {
    ListenAddress address = listen(server(settings(10)));
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
    MilterServer server = server(settings(10));
    ListenAddress address = listen(server);
    MilterClient client = MilterClient.open(endpoint(address));
    client.connect("mail.example.org", InetAddress.getByName("2001:db8::1"), 25);
    client.mailFrom("<a@example.org>");
    client.rcptTo("<b@example.net>");
    assertThat(server.busy()).isEqualTo(1);
    client.close();
    awaitEvent("abandoned");
    assertThat(server.busy()).isZero();
  }

  @Test
  void closesConnectionsBeyondTheLimitAndTakesNewOnesLater() throws IOException {
    ListenAddress address = listen(server(settings(1)));
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
    ListenAddress address =
        listen(
            server(
                new ServerSettings(
                    10,
                    1 << 20,
                    Duration.ofMillis(200),
                    PosixFilePermissions.fromString("rw-rw----"),
                    Optional.empty())));
    try (RawMilterConnection silent = RawMilterConnection.open(endpoint(address))) {
      assertThat(silent.closesWithin(SOON)).isTrue();
    }
  }

  @Test
  void drainWaitsForTheMessageThatIsOnItsWay() throws Exception {
    filter.notAnswering();
    MilterServer server = server(settings(10));
    ListenAddress address = listen(server);
    ExecutorService background = Executors.newSingleThreadExecutor();
    try (MilterClient client = MilterClient.open(endpoint(address))) {
      client.connect("mail.example.org", InetAddress.getByName("2001:db8::1"), 25);
      client.mailFrom("<a@example.org>");
      client.rcptTo("<b@example.net>");
      Future<EndOfMessage> end = background.submit(() -> client.message(MESSAGE));
      awaitEvent("end");
      server.drain(Duration.ofMillis(100));
      assertThat(server.busy()).as("still there when the time was over").isEqualTo(1);
      assertThatThrownBy(() -> MilterClient.open(endpoint(address)))
          .isInstanceOf(IOException.class);
      filter.answerWaiting(new Answer.Deliver(List.of(), Optional.empty()));
      server.drain(SOON);
      assertThat(end.get(10, TimeUnit.SECONDS).delivers()).isTrue();
    } finally {
      background.shutdownNow();
    }
  }

  private void awaitEvent(String event) throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    while (!filter.events().contains(event) && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    assertThat(filter.events()).contains(event);
  }

  private MilterServer server(ServerSettings settings) {
    MilterServer server = new MilterServer(filter, settings, loops);
    servers.add(server);
    return server;
  }

  private static ListenAddress listen(MilterServer server) throws IOException {
    return server.listen(ListenAddress.parse("inet:0@127.0.0.1").orElseThrow());
  }

  static ServerSettings settings(int sessions) {
    return new ServerSettings(
        sessions,
        1 << 20,
        Duration.ofHours(1),
        PosixFilePermissions.fromString("rw-rw----"),
        Optional.empty());
  }

  static MilterEndpoint endpoint(ListenAddress address) {
    if (address instanceof ListenAddress.Inet inet) {
      InetSocketAddress socket = inet.address();
      return new MilterEndpoint(socket);
    }
    return new MilterEndpoint(UnixDomainSocketAddress.of(((ListenAddress.Unix) address).path()));
  }

  private static byte[] length(int length) {
    return ByteBuffer.allocate(8).putInt(length).array();
  }
}
