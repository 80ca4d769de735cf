package org.gate64.milter.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts the stream into packets, each behind its length in four bytes. A packet that is begun has to
 * be finished soon, for what has come of it is held in memory.
 */
final class FrameDecoder extends LengthFieldBasedFrameDecoder {

  private static final Logger LOG = LoggerFactory.getLogger(FrameDecoder.class);
  private static final int LENGTH = Integer.BYTES;

  private final Duration patience;
  private @Nullable Future<?> alarm;

  /**
   * @param limit the longest packet, without its length
   * @param patience how long a packet may take from its first byte to its last
   */
  FrameDecoder(int limit, Duration patience) {
    super(limit + LENGTH, 0, LENGTH, 0, LENGTH);
    this.patience = patience;
  }

  @Override
  protected @Nullable Object decode(ChannelHandlerContext ctx, ByteBuf in) throws Exception {
    Object packet = super.decode(ctx, in);
    if (packet != null) {
      stopAlarm();
    }
    return packet;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    super.channelRead(ctx, message);
    if (actualReadableBytes() == 0) {
      stopAlarm();
    } else if (alarm == null) {
      alarm =
          ctx.executor().schedule(() -> giveUp(ctx), patience.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    stopAlarm();
    super.channelInactive(ctx);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // nothing to do about a close that fails
  private void giveUp(ChannelHandlerContext ctx) {
    LOG.warn("Closed a milter connection: it left a packet unfinished for {}.", patience);
    ctx.close();
  }

  private void stopAlarm() {
    Future<?> current = alarm;
    alarm = null;
    if (current != null) {
      current.cancel(false);
    }
  }
}
