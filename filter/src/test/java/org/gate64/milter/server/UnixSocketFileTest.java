package org.gate64.milter.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gate64.milter.server.ServerFixture.settings;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gate64.milter.session.RecordingFilter;
import org.gate64.net.ListenAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server does to files that are not, or no longer, its own. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnixSocketFileTest {

  @TempDir Path directory;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<MilterServer> servers = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    servers.forEach(MilterServer::close);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
  }

  @Test
  void aSocketThatAnotherProcessPutInItsPlaceIsLeftAlone() throws IOException {
    Path socket = directory.resolve("socket");
    MilterServer server = listeningOn(socket);
    Files.delete(socket);
    try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      other.bind(UnixDomainSocketAddress.of(socket));
      server.close();
      assertThat(socket).exists();
    }
  }

  @Test
  void aSuccessorThatStartsDuringTheDrainKeepsItsSocket() throws Exception {
    Path socket = directory.resolve("socket");
    MilterServer leaving = listeningOn(socket);
    leaving.drain(Duration.ZERO);
    listeningOn(socket);
    leaving.close();
    assertThat(socket).exists();
  }

  @Test
  void nothingElseIsLeftInTheDirectory() throws Exception {
    Path socket = directory.resolve("socket");
    MilterServer server = listeningOn(socket);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(socket);
    }
    server.close();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFifoIsNoSocket() throws Exception {
    Path fifo = directory.resolve("fifo");
    Process mkfifo = new ProcessBuilder("mkfifo", fifo.toString()).inheritIO().start();
    assertThat(mkfifo.waitFor()).isZero();

    assertThatThrownBy(() -> listeningOn(fifo))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a socket");
    assertThat(fifo).exists();
  }

  @Test
  void aListenerThatIsTooBusyToAnswerIsOneAllTheSame() throws IOException {
    Path socket = directory.resolve("socket");
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(socket);
    List<SocketChannel> waiting = new ArrayList<>();
    try (ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      busy.bind(address, 1);
      fill(address, waiting);

      assertThatThrownBy(() -> listeningOn(socket))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(socket.toString())
          .hasMessageContaining("cannot tell whether another process listens there");
      assertThat(socket).exists();
    } finally {
      for (SocketChannel channel : waiting) {
        channel.close();
      }
    }
  }

  /** Connects until the system takes no more into the queue of those that nobody has accepted. */
  private static void fill(UnixDomainSocketAddress address, List<SocketChannel> waiting)
      throws IOException {
    while (waiting.size() < 100) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      waiting.add(channel);
      channel.configureBlocking(false);
      try {
        channel.connect(address);
      } catch (IOException full) {
        return;
      }
    }
    throw new AssertionError("the queue has no end");
  }

  private MilterServer listeningOn(Path socket) throws IOException {
    MilterServer server = new MilterServer(new RecordingFilter(), settings(10), loops);
    servers.add(server);
    server.listen(new ListenAddress.Unix(socket));
    return server;
  }
}
