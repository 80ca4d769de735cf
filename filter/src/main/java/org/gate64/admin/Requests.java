package org.gate64.admin;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;

/** Says what is wrong with a request, or has the router answer it. */
final class Requests {

  /** The methods that there are. */
  static final String ALLOWED = "GET, HEAD";

  private static final int HTTP_1 = 1;

  private final HostNames names;
  private final Router router;

  Requests(HostNames names, Router router) {
    this.names = names;
    this.router = router;
  }

  Response answer(HttpRequest request) {
    return refusal(request).orElseGet(() -> router.read(request.uri()));
  }

  private Optional<Response> refusal(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return Optional.of(unreadable(request.decoderResult().cause()));
    }
    if (request.protocolVersion().majorVersion() != HTTP_1) {
      return Optional.of(Response.plain(505, "This is an HTTP/1.1 server.\n"));
    }
    return refusalOfHost(request).or(() -> refusalOfMethod(request.method()));
  }

  private static Response unreadable(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Response.plain(414, "The request's first line is too long.\n");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return Response.plain(431, "The request's header is too large.\n");
    }
    return Response.plain(400, "This is no HTTP/1.1 request.\n");
  }

  /**
   * RFC 9112, section 3.2. HTTP/1.0 had no Host, and some load balancers still ask that way;
   * browsers do not.
   */
  private Optional<Response> refusalOfHost(HttpRequest request) {
    List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
    if (hosts.isEmpty() && !request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      return Optional.empty();
    }
    if (hosts.size() != 1) {
      return Optional.of(Response.plain(400, "A request has exactly one Host field.\n"));
    }
    return names.include(hosts.get(0))
        ? Optional.empty()
        : Optional.of(
            Response.plain(
                421, "Ask by this host's address, or by a name that admin.names lists.\n"));
  }

  private static Optional<Response> refusalOfMethod(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)
        ? Optional.empty()
        : Optional.of(Response.plain(405, "Only GET and HEAD are answered here.\n"));
  }
}
