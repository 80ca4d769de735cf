package org.gate64.admin;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
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
  private static final Response.Text FAULT =
      Response.plain(500, "gate64 could not answer; its log says why.\n");
  private static final Response.Text BUSY =
      Response.plain(503, "There is too much to do just now; ask again.\n");

  private final Requests requests;
  private final Answers answers;
  private final AdminLimits limits;
  private final ConnectionBounds bounds;
  private Optional<ArrivingBody> body = Optional.empty();
  private boolean answered;

  RequestHandler(Requests requests, Answers answers, AdminLimits limits, ConnectionBounds bounds) {
    this.requests = requests;
    this.answers = answers;
    this.limits = limits;
    this.bounds = bounds;
  }

  /** The request, its body, or what is sent after it, which is dropped. */
  @Override
  protected void channelRead0(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpRequest request) {
      Peer peer = new Peer(ctx.channel().remoteAddress(), ctx.channel().localAddress());
      Admission admission = requests.admit(request, peer);
      if (admission instanceof Admission.Granted granted) {
        begin(ctx, request, granted);
      } else {
        refuse(ctx, request, (Admission.Refused) admission);
      }
    } else if (message instanceof HttpContent content && body.isPresent()) {
      take(ctx, content, body.get());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    body.ifPresent(arriving -> arriving.fail(new ClosedChannelException()));
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException || cause instanceof DecoderException || answered) {
      LOG.debug("A connection to the admin interface broke", cause);
      ctx.close();
      return;
    }
    LOG.error("The admin interface could not answer: a fault of gate64's own", cause);
    answer(ctx, HttpMethod.GET, FAULT, Map.of());
  }

  private void refuse(ChannelHandlerContext ctx, HttpRequest request, Admission.Refused refused) {
    ctx.pipeline().remove(HttpRequestDecoder.class);
    bounds.allowBody(refused.body());
    answer(ctx, request.method(), refused.response(), refused.fields());
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest request, Admission.Granted granted) {
    Page.Load load = granted.page().load();
    bounds.allowBody(load.body());
    bounds.allowTime(load.pace().of(limits));
    granted
        .page()
        .handler()
        .answer(new Request(granted.query(), bodyOf(ctx, request, load)))
        .whenComplete(
            (response, failure) ->
                ctx.executor()
                    .execute(
                        () -> {
                          if (failure == null) {
                            answer(ctx, request, response);
                          } else {
                            answerFailure(ctx, request, failure);
                          }
                        }));
  }

  private InputStream bodyOf(ChannelHandlerContext ctx, HttpRequest request, Page.Load load) {
    if (load.body() == 0) {
      ctx.pipeline().remove(HttpRequestDecoder.class);
      return InputStream.nullInputStream();
    }
    ArrivingBody arriving = new ArrivingBody(load.body(), new ReadingFlow(ctx.channel()));
    body = Optional.of(arriving);
    if (HttpUtil.is100ContinueExpected(request)) {
      ctx.writeAndFlush(
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
    return arriving;
  }

  private static void take(ChannelHandlerContext ctx, HttpContent content, ArrivingBody body) {
    if (content.decoderResult().isFailure()) {
      Response malformed = Response.plain(400, "The request's body is malformed.\n");
      body.fail(new RefusedException(malformed));
      return;
    }
    body.add(ByteBufUtil.getBytes(content.content()));
    if (content instanceof LastHttpContent) {
      body.end();
      ctx.pipeline().remove(HttpRequestDecoder.class);
    }
  }

  private void answer(ChannelHandlerContext ctx, HttpRequest request, Response response) {
    if (response instanceof Response.Stream stream) {
      stream(ctx, request, stream);
    } else {
      answer(ctx, request.method(), (Response.Text) response, Map.of());
    }
  }

  private void answerFailure(ChannelHandlerContext ctx, HttpRequest request, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RefusedException refused) {
      answer(ctx, request, refused.response());
    } else if (cause instanceof RejectedExecutionException) {
      answer(ctx, request, BUSY);
    } else if (ctx.channel().isActive()) {
      LOG.error("The admin interface could not answer {}", request.method(), cause);
      answer(ctx, request, FAULT);
    }
  }

  private void answer(
      ChannelHandlerContext ctx,
      HttpMethod method,
      Response.Text response,
      Map<String, String> fields) {
    answered = true;
    ctx.writeAndFlush(answers.whole(method, response, fields)).addListener(sent -> endOutput(ctx));
  }

  private void stream(ChannelHandlerContext ctx, HttpRequest request, Response.Stream stream) {
    HttpResponse head = answers.head(request, stream);
    if (request.method().equals(HttpMethod.HEAD)) {
      answered = true;
      ctx.writeAndFlush(head).addListener(sent -> endOutput(ctx));
      return;
    }
    try {
      stream.executor().execute(() -> write(ctx, head, stream.source()));
      answered = true;
    } catch (RejectedExecutionException tooMuchToDo) {
      answer(ctx, request, BUSY);
    }
  }

  private void write(ChannelHandlerContext ctx, Object head, Response.Source source) {
    ctx.write(head);
    ChunkedOutput out = new ChunkedOutput(ctx);
    try {
      source.writeTo(out);
      out.finish();
      ctx.executor().execute(() -> endOutput(ctx));
    } catch (IOException | RuntimeException broken) {
      LOG.info("An answer of the admin interface was broken off: {}", broken.toString());
      ctx.close();
    }
  }

  /**
   * Says that no more will come. Closing at once, with some of the request unread, would reset the
   * connection and might destroy the answer on its way (RFC 9112, section 9.6).
   */
  private void endOutput(ChannelHandlerContext ctx) {
    bounds.allowTime(limits.patience());
    body.ifPresent(ArrivingBody::discard);
    if (ctx.channel() instanceof DuplexChannel channel && channel.isActive()) {
      channel.shutdownOutput();
    } else {
      ctx.close();
    }
  }
}
