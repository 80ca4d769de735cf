package org.gate64.admin;

import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.DATE;
import static io.netty.handler.codec.http.HttpHeaderNames.TRANSFER_ENCODING;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;

/** Writes answers as HTTP has them. */
final class Answers {

  private static final byte[] NOTHING = {};

  private final InstantSource clock;

  Answers(InstantSource clock) {
    this.clock = clock;
  }

  /** An answer that is whole. */
  FullHttpResponse whole(HttpMethod method, Response.Text response, Map<String, String> fields) {
    byte[] body = response.text().getBytes(StandardCharsets.UTF_8);
    FullHttpResponse message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(response.status()),
            Unpooled.wrappedBuffer(method.equals(HttpMethod.HEAD) ? NOTHING : body));
    addFields(message.headers(), response).set(CONTENT_LENGTH, body.length);
    fields.forEach(message.headers()::set);
    return message;
  }

  /**
   * The header of an answer whose body follows in chunks, by which its end is known; HTTP/1.0 has
   * none, and there the connection's end has to do.
   */
  HttpResponse head(HttpRequest request, Response response) {
    HttpResponse message =
        new DefaultHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
    addFields(message.headers(), response);
    if (request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      message.headers().set(TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    return message;
  }

  private HttpHeaders addFields(HttpHeaders header, Response response) {
    return header
        .set(DATE, DateFormatter.format(Date.from(clock.instant())))
        .set(CONTENT_TYPE, response.contentType())
        .set(CACHE_CONTROL, "no-store")
        .set("x-content-type-options", "nosniff")
        .set(CONNECTION, "close");
  }
}
