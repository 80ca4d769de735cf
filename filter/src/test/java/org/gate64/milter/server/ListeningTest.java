package org.gate64.milter.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gate64.milter.server.ServerFixture.MESSAGE;
import static org.gate64.milter.server.ServerFixture.endpoint;
import static org.gate64.milter.server.ServerFixture.listen;

import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.gate64.fixtures.milter.EndOfMessage;
import org.gate64.fixtures.milter.MilterClient;
import org.gate64.milter.session.Answer;
import org.gate64.milter.session.Answer.HeaderChange;
import org.gate64.net.ListenAddress;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where a server can listen, and what becomes of its socket. */
@Timeout(60)
class ListeningTest {

  @TempDir Path directory;

  @AutoClose private final ServerFixture fixture = new ServerFixture();

  @Test
  void servesOverIpv4AndIpv6AndAUnixSocketAtOnce() throws IOException {
    fixture
        .filter()
        .answering(
            new Answer.Deliver(List.of(new HeaderChange.Add("X-Seen", "yes")), Optional.empty()));
    MilterServer server = fixture.server();
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
  void setsModeOfTheSocketAndRemovesItInTheEnd() throws IOException {
    Path socket = directory.resolve("socket");
    MilterServer server = fixture.server();
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
    MilterServer server = fixture.server();
    server.listen(new ListenAddress.Unix(stale));
    assertThatThrownBy(() -> fixture.server().listen(new ListenAddress.Unix(stale)))
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
    ListenAddress taken = listen(fixture.server());
    assertThatThrownBy(() -> fixture.server().listen(taken))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(taken + ": ");
    ServerSettings unknownGroup = ServerFixture.ofGroup("no-such-group");
    assertThatThrownBy(
            () ->
                fixture.server(unknownGroup).listen(new ListenAddress.Unix(directory.resolve("s"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no group no-such-group");
  }
}
