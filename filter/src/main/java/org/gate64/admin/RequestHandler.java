package org.gate64.admin;

import static io.netty.handler.codec.http.HttpHeaderNames.ALLOW;
import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.DATE;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the first request of a connection, and then ends it: whoever watches asks every few
 * seconds at most, and a connection that serves once needs no rules for what may follow.
 */
// What becomes of a write or a close is seen by the bounds of the connection, which end it anyway.
@SuppressWarnings("FutureReturnValueIgnored")
final class RequestHandler extends SimpleChannelInboundHandler<Object> {

  private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);
  private static final byte[] NOTHING = {};

  private final Requests requests;
  private final InstantSource clock;
  private boolean answered;

  RequestHandler(Requests requests, InstantSource clock) {
    this.requests = requests;
    this.clock = clock;
  }

  /** The request, or what is sent after it, which is dropped. */
  @Override
  protected void channelRead0(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpRequest request) {
      ctx.pipeline().remove(HttpRequestDecoder.class);
      answer(ctx, request.method(), requests.answer(request));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException || cause instanceof DecoderException || answered) {
      LOG.debug("A connection to the admin interface broke", cause);
      ctx.close();
      return;
    }
    LOG.error("The admin interface could not answer: a fault of gate64's own", cause);
    Response fault = Response.plain(500, "gate64 could not answer; its log says why.\n");
    answer(ctx, HttpMethod.GET, fault);
  }

  private void answer(ChannelHandlerContext ctx, HttpMethod method, Response response) {
    answered = true;
    ctx.writeAndFlush(encode(method, response)).addListener(sent -> endOutput(ctx));
  }

  /**
   * Says that no more will come. Closing at once, with some of the request unread, would reset the
   * connection and might destroy the answer on its way (RFC 9112, section 9.6).
   */
  private static void endOutput(ChannelHandlerContext ctx) {
    if (ctx.channel() instanceof DuplexChannel channel && channel.isActive()) {
      channel.shutdownOutput();
    } else {
      ctx.close();
    }
  }

  private FullHttpResponse encode(HttpMethod method, Response response) {
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    FullHttpResponse message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(response.status()),
            Unpooled.wrappedBuffer(method.equals(HttpMethod.HEAD) ? NOTHING : body));
    message
        .headers()
        .set(DATE, DateFormatter.format(Date.from(clock.instant())))
        .set(CONTENT_TYPE, response.contentType())
        .set(CONTENT_LENGTH, body.length)
        .set(CACHE_CONTROL, "no-store")
        .set("x-content-type-options", "nosniff")
        .set(CONNECTION, "close");
    if (response.status() == HttpResponseStatus.METHOD_NOT_ALLOWED.code()) {
      message.headers().set(ALLOW, Requests.ALLOWED);
    }
    return message;
  }
}
