package org.gate64.milter.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.gate64.fixtures.milter.Message;
import org.gate64.fixtures.milter.MilterEndpoint;
import org.gate64.milter.session.RecordingFilter;
import org.gate64.net.ListenAddress;

/** Servers with a filter that writes down what it is told, and the threads they run on. */
final class ServerFixture implements AutoCloseable {

  /** Longer than anything takes that happens at all. */
  static final Duration SOON = Duration.ofSeconds(10);

  static final Message MESSAGE =
      Message.parse("From: a@example.org\r\nSubject: hi\r\n\r\ntext\r\n");

  private static final Duration NEVER = Duration.ofHours(1);

  private final RecordingFilter filter = new RecordingFilter();
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<MilterServer> servers = new ArrayList<>();

  RecordingFilter filter() {
    return filter;
  }

  MilterServer server() {
    return server(settings(10));
  }

  MilterServer server(ServerSettings settings) {
    MilterServer server = new MilterServer(filter, settings, loops);
    servers.add(server);
    return server;
  }

  /** Starts to listen on a port that is free. */
  static ListenAddress listen(MilterServer server) throws IOException {
    return server.listen(ListenAddress.parse("inet:0@127.0.0.1").orElseThrow());
  }

  static ServerSettings settings(int sessions) {
    return settings(sessions, NEVER, Optional.empty());
  }

  static ServerSettings endingTheSilent(Duration idleTimeout) {
    return settings(10, idleTimeout, Optional.empty());
  }

  static ServerSettings ofGroup(String group) {
    return settings(10, NEVER, Optional.of(group));
  }

  static MilterEndpoint endpoint(ListenAddress address) {
    return new MilterEndpoint(
        address instanceof ListenAddress.Inet inet
            ? inet.address()
            : UnixDomainSocketAddress.of(((ListenAddress.Unix) address).path()));
  }

  /** Waits until the filter was told something. */
  void awaitEvent(String event) throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    while (!filter.events().contains(event) && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    assertThat(filter.events()).contains(event);
  }

  @Override
  public void close() {
    servers.forEach(MilterServer::close);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static ServerSettings settings(
      int sessions, Duration idleTimeout, Optional<String> group) {
    return new ServerSettings(
        sessions, 1 << 20, idleTimeout, PosixFilePermissions.fromString("rw-rw----"), group);
  }
}
