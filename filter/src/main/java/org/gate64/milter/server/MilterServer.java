package org.gate64.milter.server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gate64.milter.session.MailFilter;
import org.gate64.net.ListenAddress;

/** Listens on any number of sockets and serves every mail server that connects. */
public final class MilterServer implements AutoCloseable {

  private static final int BACKLOG = 1024;

  /** How long a packet may take to arrive; between packets, limits.idle-timeout holds. */
  private static final Duration PACKET_PATIENCE = Duration.ofSeconds(30);

  private static final Duration POLL = Duration.ofMillis(20);

  private final MailFilter filter;
  private final ServerSettings settings;
  private final EventLoopGroup loops;
  private final Connections connections;
  private final ChannelGroup listeners = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final List<UnixSocketFile> socketFiles = new ArrayList<>();

  /**
   * @param loops must run NIO channels; stays the caller's to shut down
   */
  public MilterServer(MailFilter filter, ServerSettings settings, EventLoopGroup loops) {
    this.filter = filter;
    this.settings = settings;
    this.loops = loops;
    this.connections = new Connections(settings.sessions());
  }

  /**
   * Starts to listen.
   *
   * @return the address that was bound, for a port of 0 the one that was chosen
   * @throws IOException where the address can't be bound: it names the address and the reason
   */
  public ListenAddress listen(ListenAddress address) throws IOException {
    if (address instanceof ListenAddress.Unix unix) {
      listenOn(unix);
      return unix;
    }
    ListenAddress.Inet inet = (ListenAddress.Inet) address;
    try {
      Channel channel = bind(NioServerSocketChannel.class, inet.address());
      return new ListenAddress.Inet((InetSocketAddress) channel.localAddress());
    } catch (IOException e) {
      throw new IOException(inet + ": " + e.getMessage(), e);
    }
  }

  private void listenOn(ListenAddress.Unix unix) throws IOException {
    try {
      UnixSocketFile.makeWay(unix.path());
      Path bound = UnixSocketFile.provisionalName(unix.path());
      bind(NioServerDomainSocketChannel.class, UnixDomainSocketAddress.of(bound));
      socketFiles.add(
          UnixSocketFile.publish(
              bound, unix.path(), settings.socketMode(), settings.socketGroup()));
    } catch (IOException | UnsupportedOperationException e) {
      throw new IOException(unix + ": " + e.getMessage(), e);
    }
  }

  /**
   * Takes no more connections, removes the socket files, and waits until no message is on its way
   * or the time is over.
   */
  public void drain(Duration atMost) throws InterruptedException {
    stopListening();
    long end = System.nanoTime() + atMost.toNanos();
    while (connections.busy() > 0 && System.nanoTime() < end) {
      Thread.sleep(POLL.toMillis());
    }
  }

  /** How many mail servers' connections are open: one for each SMTP session that goes on. */
  public int sessions() {
    return connections.open();
  }

  /** How many messages are on their way. */
  public int busy() {
    return connections.busy();
  }

  /** Takes no more connections, ends every one, and removes the socket files. */
  @Override
  public void close() {
    stopListening();
    connections.closeAll();
  }

  /** While a socket is bound, the system gives the number of its file to no other. */
  private void stopListening() {
    socketFiles.forEach(UnixSocketFile::remove);
    socketFiles.clear();
    listeners.close().awaitUninterruptibly();
  }

  private Channel bind(Class<? extends ServerChannel> type, SocketAddress where)
      throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childHandler(new Initializer())
            .bind(where)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
    }
    listeners.add(bound.channel());
    return bound.channel();
  }

  private final class Initializer extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      if (!connections.admit(channel)) {
        return;
      }
      channel
          .pipeline()
          .addLast(new IdleStateHandler(settings.idleTimeout().toMillis(), 0, 0, MILLISECONDS))
          .addLast(new FrameDecoder(settings.frameLimit(), PACKET_PATIENCE))
          .addLast(new ConnectionHandler(filter, connections));
    }
  }
}
