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
 * or does not read what was asked for, and what it may send, asked or not. Used on its event loop
 * only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nothing to do about a close that fails
final class ConnectionBounds extends ChannelInboundHandlerAdapter {

  private static final long USUAL_OCTETS = 64 << 10;

  private final Duration patience;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Future<?> alarm;
  private long most = USUAL_OCTETS;
  private long received;

  ConnectionBounds(Duration patience) {
    this.patience = patience;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    setAlarm(patience);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stopAlarm();
  }

  /** The body of a request may have so many octets, beside what every connection may send. */
  void allowBody(long octets) {
    most = USUAL_OCTETS + octets;
  }

  /** From now on, the connection may last so long. */
  void allowTime(Duration time) {
    stopAlarm();
    setAlarm(time);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes) {
      received += bytes.readableBytes();
      if (received > most) {
        bytes.release();
        ctx.close();
        return;
      }
    }
    ctx.fireChannelRead(message);
  }

  private void setAlarm(Duration time) {
    ChannelHandlerContext current = context;
    if (current != null) {
      alarm =
          current
              .executor()
              .schedule(() -> current.close(), time.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void stopAlarm() {
    Future<?> current = alarm;
    if (current != null) {
      current.cancel(false);
    }
  }
}
