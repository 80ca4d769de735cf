package org.gate64.admin;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gate64.admin.Page.Access;

/** Says what is wrong with a request, or which page has to answer it. */
final class Requests {

  private static final int HTTP_1 = 1;

  private final Doors doors;
  private final HostNames names;
  private final Router router;

  Requests(HostNames names, Doors doors, Router router) {
    this.names = names;
    this.doors = doors;
    this.router = router;
  }

  Admission admit(HttpRequest request, Peer peer) {
    Optional<Response.Text> unfit = refusal(request);
    if (unfit.isPresent()) {
      return new Admission.Refused(unfit.get(), Map.of(), 0);
    }
    Optional<Page> found = router.find(request.uri());
    if (found.isEmpty()) {
      Response.Text none = Response.plain(404, "There is no such page; / lists those there are.\n");
      return new Admission.Refused(none, Map.of(), 0);
    }
    Page page = found.get();
    if (!isMethodOf(page.access(), request.method())) {
      return wrongMethod(page);
    }
    Optional<Admission> closed = doors.refusal(page, request.headers(), peer);
    return closed.orElseGet(() -> admit(page, request));
  }

  static Response.Text tooLarge(long most) {
    return Response.plain(
        413, "The request's body is larger than " + most + " octets, the most taken here.\n");
  }

  private static Admission admit(Page page, HttpRequest request) {
    long most = page.load().body();
    if (page.access().isDone() && HttpUtil.getContentLength(request, 0L) > most) {
      return new Admission.Refused(tooLarge(most), Map.of(), most);
    }
    return Parameters.ofTarget(request.uri())
        .<Admission>map(query -> new Admission.Granted(page, query))
        .orElseGet(
            () ->
                new Admission.Refused(
                    Response.plain(400, "The query is malformed.\n"), Map.of(), most));
  }

  private Optional<Response.Text> refusal(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return Optional.of(unreadable(request.decoderResult().cause()));
    }
    if (request.protocolVersion().majorVersion() != HTTP_1) {
      return Optional.of(Response.plain(505, "This is an HTTP/1.1 server.\n"));
    }
    return refusalOfHost(request).or(() -> refusalOfOrigin(request));
  }

  private static Response.Text unreadable(Throwable cause) {
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
  private Optional<Response.Text> refusalOfHost(HttpRequest request) {
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

  /** RFC 6454, section 7: browsers say which page has them ask, where it is another site's. */
  private static Optional<Response.Text> refusalOfOrigin(HttpRequest request) {
    String own = "http://" + request.headers().get(HttpHeaderNames.HOST, "");
    return request.headers().getAll(HttpHeaderNames.ORIGIN).stream()
            .allMatch(origin -> origin.equalsIgnoreCase(own))
        ? Optional.empty()
        : Optional.of(Response.plain(403, "Pages of other sites get no answers here.\n"));
  }

  private static boolean isMethodOf(Access access, HttpMethod method) {
    return switch (access) {
      case ANYBODY, LOCAL -> method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
      case CHANGE, TELL -> method.equals(HttpMethod.POST);
    };
  }

  private static Admission wrongMethod(Page page) {
    boolean change = page.access().isDone();
    Response.Text response =
        Response.plain(
            405,
            change
                ? "Only POST is answered here, for it changes something.\n"
                : "Only GET and HEAD are answered here.\n");
    return new Admission.Refused(response, Map.of("allow", change ? "POST" : "GET, HEAD"), 0);
  }
}
