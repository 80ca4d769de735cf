package org.gate64.milter.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.util.List;
import org.gate64.milter.session.MailFilter;
import org.gate64.milter.session.MilterSession;
import org.gate64.milter.wire.CommandParser;
import org.gate64.milter.wire.MalformedPacketException;
import org.gate64.milter.wire.Reply;
import org.gate64.milter.wire.ReplyWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge of one connection: whatever goes wrong ends here, is said in one line, and costs this
 * connection only. The mail server then does what its own milter_default_action says.
 */
// A write that fails closes the connection, and channelInactive hears of that.
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionHandler extends SimpleChannelInboundHandler<ByteBuf> {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);
  private static final int SHORT_REPLY = 64;
  private static final int LONG_REPLY = 1024;

  private final MailFilter filter;
  private final Connections connections;

  private @Nullable MilterSession session;
  private @Nullable ChannelHandlerContext context;
  private volatile boolean busy;
  private boolean broken;

  ConnectionHandler(MailFilter filter, Connections connections) {
    this.filter = filter;
    this.connections = connections;
  }

  boolean isBusy() {
    return busy;
  }

  void close() {
    ChannelHandlerContext here = context;
    if (here != null) {
      here.close();
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    session = new MilterSession(filter, ctx.executor(), new Wire(ctx));
    connections.opened(this);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, ByteBuf packet)
      throws MalformedPacketException {
    MilterSession current = session;
    if (current != null) {
      current.receive(CommandParser.parse(packet));
      busy = current.isBusy();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    connections.closed(this);
    dropSession();
  }

  /** Who does not read replies is not read either. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    ctx.channel().config().setAutoRead(ctx.channel().isWritable());
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent) {
      LOG.info("A mail server said nothing for limits.idle-timeout; its connection is closed.");
      ctx.close();
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (broken) {
      return;
    }
    broken = true;
    report(cause);
    ctx.close();
    dropSession();
  }

  private static void report(Throwable cause) {
    if (cause instanceof MalformedPacketException) {
      LOG.warn("Closed a milter connection: it sent {}.", cause.getMessage());
    } else if (cause instanceof TooLongFrameException) {
      LOG.warn("Closed a milter connection: it sent a packet longer than limits.frame.");
    } else if (cause instanceof IOException) {
      LOG.debug("A milter connection broke", cause);
    } else {
      LOG.error("Closed a milter connection: a fault of gate64's own", cause);
    }
  }

  /** The same read may hold more packets; they find no session any more. */
  private void dropSession() {
    MilterSession current = session;
    session = null;
    busy = false;
    if (current != null) {
      current.closed();
    }
  }

  private final class Wire implements MilterSession.Replies {

    private final ChannelHandlerContext ctx;

    Wire(ChannelHandlerContext ctx) {
      this.ctx = ctx;
    }

    @Override
    public void send(List<Reply> replies) {
      ByteBuf out = ctx.alloc().buffer(replies.size() == 1 ? SHORT_REPLY : LONG_REPLY);
      replies.forEach(reply -> ReplyWriter.write(reply, out));
      ctx.writeAndFlush(out, ctx.voidPromise());
      MilterSession current = session;
      busy = current != null && current.isBusy();
    }

    @Override
    public void close() {
      ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
