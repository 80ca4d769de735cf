package org.gate64.dns.dnsjava;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.EOFException;
import java.util.concurrent.CompletableFuture;

/** Waits on one socket for the reply to one query, and passes over whatever else arrives. */
final class ReplyHandler extends SimpleChannelInboundHandler<Object> {

  private static final int HEADER_BYTES = 12;
  private static final int FLAGS_OFFSET = 2;
  private static final int IS_RESPONSE = 0x80;

  private final int id;
  private final CompletableFuture<byte[]> reply;

  ReplyHandler(int id, CompletableFuture<byte[]> reply) {
    this.id = id;
    this.reply = reply;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Object message) {
    ByteBuf bytes =
        message instanceof DatagramPacket datagram ? datagram.content() : (ByteBuf) message;
    if (isReply(bytes)) {
      reply.complete(ByteBufUtil.getBytes(bytes));
    }
  }

  private boolean isReply(ByteBuf bytes) {
    int start = bytes.readerIndex();
    return bytes.readableBytes() >= HEADER_BYTES
        && bytes.getUnsignedShort(start) == id
        && (bytes.getByte(start + FLAGS_OFFSET) & IS_RESPONSE) != 0;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    reply.completeExceptionally(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    reply.completeExceptionally(new EOFException("closed without a reply"));
  }
}
