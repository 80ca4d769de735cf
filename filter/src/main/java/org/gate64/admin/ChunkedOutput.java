package org.gate64.admin;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The body of an answer, written by a thread that may wait: each piece is handed to the system
 * before the next is taken, so that a slow reader holds up this thread and costs no memory.
 */
final class ChunkedOutput extends OutputStream {

  private static final int PIECE = 32 << 10;

  private final ChannelHandlerContext ctx;
  private final byte[] piece = new byte[PIECE];
  private int filled;

  ChunkedOutput(ChannelHandlerContext ctx) {
    this.ctx = ctx;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int count = Math.min(length - done, PIECE - filled);
      System.arraycopy(octets, offset + done, piece, filled, count);
      filled += count;
      done += count;
      if (filled == PIECE) {
        send();
      }
    }
  }

  /** Ends the body; without this, the client sees that something is missing. */
  void finish() throws IOException {
    send();
    await(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  private void send() throws IOException {
    if (filled > 0) {
      byte[] full = Arrays.copyOf(piece, filled);
      filled = 0;
      await(new DefaultHttpContent(Unpooled.wrappedBuffer(full)));
    }
  }

  private void await(Object message) throws IOException {
    try {
      ChannelFuture written = ctx.writeAndFlush(message).await();
      if (!written.isSuccess()) {
        throw new IOException("the reader is gone", written.cause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
