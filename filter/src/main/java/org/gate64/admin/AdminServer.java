package org.gate64.admin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gate64.net.DomainName;
import org.gate64.net.ListenAddress;

/** Shows some pages over HTTP/1.1 to those who may see them. */
public final class AdminServer implements AutoCloseable {

  private static final int BACKLOG = 128;
  private static final int LONGEST_LINE = 1024;
  private static final int LONGEST_HEADER = 8 << 10;

  private final Requests requests;
  private final AdminLimits limits;
  private final Answers answers;
  private final EventLoop loop;
  private final OpenConnections connections;
  private Optional<Channel> listener = Optional.empty();

  /**
   * @param pages what there is, beside the index of it all at {@code /}
   * @param names what requests may call this host, beside its addresses and {@code localhost}
   * @param changes whether the pages that change something may be asked for
   * @param clock for the date of answers
   * @param loop must run NIO channels; does all the work, and stays the caller's to shut down
   */
  public AdminServer(
      List<Page> pages,
      Set<DomainName> names,
      Changes changes,
      AdminLimits limits,
      InstantSource clock,
      EventLoop loop) {
    this.requests = new Requests(new HostNames(names), new Doors(changes), new Router(pages));
    this.limits = limits;
    this.answers = new Answers(clock);
    this.loop = loop;
    this.connections = new OpenConnections(limits.connections());
  }

  /**
   * Starts to listen; to be called once.
   *
   * @return the address that was bound, for a port of 0 the one that was chosen
   * @throws IOException where the address can't be bound: it names the address and the reason
   */
  public ListenAddress.Inet listen(ListenAddress.Inet address) throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childHandler(new Initializer())
            .bind(address.address())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "admin.listen: " + address + ": " + bound.cause().getMessage(), bound.cause());
    }
    listener = Optional.of(bound.channel());
    return new ListenAddress.Inet((InetSocketAddress) bound.channel().localAddress());
  }

  /** Takes no more connections, and ends every one. */
  @Override
  public void close() {
    listener.ifPresent(channel -> channel.close().awaitUninterruptibly());
    loop.submit(connections::closeAll).awaitUninterruptibly();
  }

  private final class Initializer extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {
      connections.admit(channel);
      ConnectionBounds bounds = new ConnectionBounds(limits.patience());
      channel
          .pipeline()
          .addLast(bounds)
          .addLast(
              new HttpRequestDecoder(
                  new HttpDecoderConfig()
                      .setMaxInitialLineLength(LONGEST_LINE)
                      .setMaxHeaderSize(LONGEST_HEADER)))
          .addLast(new HttpResponseEncoder())
          .addLast(new RequestHandler(requests, answers, limits, bounds));
    }
  }
}
