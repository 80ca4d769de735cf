package org.gate64.admin;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds a connection as a whole: the time it lasts, which ends whoever sends a letter now and then
 * or does not read what was asked for, and what it may send, asked or not.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nothing to do about a close that fails
final class ConnectionBounds extends ChannelInboundHandlerAdapter {

  private static final int MOST_OCTETS = 64 << 10;

  private final Duration patience;
  private @Nullable Future<?> alarm;
  private int received;

  ConnectionBounds(Duration patience) {
    this.patience = patience;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    alarm = ctx.executor().schedule(() -> ctx.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    Future<?> current = alarm;
    if (current != null) {
      current.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes) {
      received += bytes.readableBytes();
      if (received > MOST_OCTETS) {
        bytes.release();
        ctx.close();
        return;
      }
    }
    ctx.fireChannelRead(message);
  }
}
