package org.gate64.dns.dnsjava;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.io.IoClientFactory;
import org.xbill.DNS.io.TcpIoClient;
import org.xbill.DNS.io.UdpIoClient;

/**
 * Carries queries to servers and brings their replies back, in place of dnsjava's own sockets.
 *
 * <p>Those of dnsjava 3.7.1 share one selector thread for the whole process. It looks for timeouts
 * only when no packet has come for a while, so a busy process keeps the sockets of all unanswered
 * queries open; and it takes whichever datagram comes first, so that one with a wrong id ends the
 * query. Here each query has a socket and a random port of its own, connected, so that the kernel
 * drops what comes from elsewhere; a reply with another id is passed over (RFC 5452, section 9.1);
 * and the timeout is a timer's.
 */
final class Wire implements IoClientFactory, UdpIoClient, TcpIoClient, AutoCloseable {

  /** Room for servers that send more than they were told that we take. */
  private static final int LARGEST_DATAGRAM = 4096;

  private static final int LENGTH_BYTES = 2;
  private static final int LARGEST_MESSAGE = 65535;

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("gate64-dns-wire", true), NioIoHandler.newFactory());

  @Override
  public CompletableFuture<byte[]> sendAndReceiveUdp(
      @Nullable InetSocketAddress local,
      InetSocketAddress server,
      Message query,
      byte[] data,
      int largestReply,
      Duration timeout) {
    CompletableFuture<byte[]> reply = new CompletableFuture<>();
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioDatagramChannel.class)
            .option(
                ChannelOption.RECVBUF_ALLOCATOR,
                new FixedRecvByteBufAllocator(Math.max(largestReply, LARGEST_DATAGRAM)))
            .handler(
                new ChannelInitializer<DatagramChannel>() {
                  @Override
                  protected void initChannel(DatagramChannel channel) {
                    channel.pipeline().addLast(new ReplyHandler(idOf(query), reply));
                  }
                });
    exchange(bootstrap, server, Unpooled.wrappedBuffer(data), timeout, reply);
    return reply;
  }

  @Override
  public CompletableFuture<byte[]> sendAndReceiveTcp(
      @Nullable InetSocketAddress local,
      InetSocketAddress server,
      Message query,
      byte[] data,
      Duration timeout) {
    CompletableFuture<byte[]> reply = new CompletableFuture<>();
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new LengthFieldBasedFrameDecoder(
                                LENGTH_BYTES + LARGEST_MESSAGE, 0, LENGTH_BYTES, 0, LENGTH_BYTES),
                            new ReplyHandler(idOf(query), reply));
                  }
                });
    ByteBuf framed = Unpooled.buffer(LENGTH_BYTES + data.length);
    framed.writeShort(data.length).writeBytes(data);
    exchange(bootstrap, server, framed, timeout, reply);
    return reply;
  }

  private void exchange(
      Bootstrap bootstrap,
      InetSocketAddress server,
      ByteBuf data,
      Duration timeout,
      CompletableFuture<byte[]> reply) {
    if (loop.isShuttingDown()) {
      throw new RejectedExecutionException("closed");
    }
    Future<?> timer =
        schedule(() -> reply.completeExceptionally(new SocketTimeoutException()), timeout);
    ChannelFuture connecting = bootstrap.connect(server);
    var unusedConnecting =
        connecting.addListener(
            connected -> {
              if (connected.isSuccess()) {
                var unusedWriting =
                    connecting
                        .channel()
                        .writeAndFlush(data)
                        .addListener(written -> failWith(written.cause(), reply));
              } else {
                failWith(connected.cause(), reply);
              }
            });
    var unusedReply =
        reply.whenComplete(
            (bytes, failure) -> {
              timer.cancel(false);
              var unusedClosing = connecting.channel().close();
            });
  }

  private static void failWith(@Nullable Throwable cause, CompletableFuture<byte[]> reply) {
    if (cause != null) {
      reply.completeExceptionally(cause);
    }
  }

  /** Runs something later, on the thread of the sockets; it must not take long. */
  Future<?> schedule(Runnable task, Duration delay) {
    return loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static int idOf(Message query) {
    return query.getHeader().getID();
  }

  @Override
  public UdpIoClient createOrGetUdpClient() {
    return this;
  }

  @Override
  public TcpIoClient createOrGetTcpClient() {
    return this;
  }

  @Override
  public void close() {
    var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
