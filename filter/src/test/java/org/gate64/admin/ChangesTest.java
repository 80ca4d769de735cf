package org.gate64.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gate64.admin.Page.Access;
import org.gate64.admin.Page.Load;
import org.gate64.admin.Page.Pace;
import org.gate64.net.ListenAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that are not for everybody: what they take, and whom they turn away. */
@Timeout(60)
class ChangesTest {

  private static final ListenAddress.Inet ANY_PORT =
      (ListenAddress.Inet) ListenAddress.parse("inet:0@127.0.0.1").orElseThrow();
  private static final String HOST = "Host: localhost:8865\r\n";
  private static final int LIMIT = 1000;
  private static final AdminToken TOKEN = AdminToken.draw(new SecureRandom());
  private static final AdminToken TELLING = AdminToken.draw(new SecureRandom());

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ExecutorService work = Executors.newSingleThreadExecutor();
  private final List<AdminServer> servers = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private InetSocketAddress address = new InetSocketAddress(0);

  @AfterEach
  void stop() {
    servers.forEach(AdminServer::close);
    work.shutdownNow();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void aPageMayTakeItsTimeAndGetsTheParametersDecoded() throws IOException {
    start(new Changes.WithTokens(TOKEN, TELLING));

    assertThat(
            ask("GET /echo?subject=example.org%20from+2001%3Adb8::/64&x=%C3%BC&empty", "").body())
        .isEqualTo("{empty=, subject=example.org from 2001:db8::/64, x=\u00c3\u00bc}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1&a=2", "a=%", "a=%zz", "a=%f", "1&2&3&4&5&6&7&8&9&a&b&c&d&e&f&g&h"})
  void aQueryThatCanBeReadInTwoWaysIsRefused(String query) throws IOException {
    start(new Changes.WithTokens(TOKEN, TELLING));

    RawHttp.Reply reply = ask("GET /echo?" + query, "");

    assertThat(reply.code()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo("The query is malformed.\n");
  }

  @Test
  void whoHasTheTokenMayChangeThings() throws IOException {
    start(new Changes.WithTokens(TOKEN, TELLING));

    RawHttp.Reply reply = post(bearer(TOKEN.reveal()), "what=this+%26+that");

    assertThat(reply.code()).isEqualTo(200);
    assertThat(done).containsExactly("this & that");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: Bearer\r\n",
        "Authorization: Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n",
        "Authorization: Bearer %sx\r\n",
        "Authorization: %s\r\n",
        "Authorization: Basic %s\r\n",
        "Authorization: Bearer %s\r\nAuthorization: Bearer %s\r\n",
        "Cookie: %s\r\n"
      })
  void nobodyElseMay(String field) throws IOException {
    start(new Changes.WithTokens(TOKEN, TELLING));

    RawHttp.Reply reply = post(field.replace("%s", TOKEN.reveal()), "what=this");

    assertThat(reply.code()).isEqualTo(401);
    assertThat(reply.header()).contains("www-authenticate: Bearer realm=\"gate64\"");
    assertThat(reply.body()).isEqualTo("Changes need the token: Authorization: Bearer TOKEN.\n");
    assertThat(done).isEmpty();
  }

  @Test
  void withoutATokenNobodyMayAndIsToldWhy() throws IOException {
    start(new Changes.Never("There is no token."));

    RawHttp.Reply reply = post(bearer(TOKEN.reveal()), "what=this");

    assertThat(reply.code()).isEqualTo(403);
    assertThat(reply.body()).isEqualTo("There is no token.\n");
    assertThat(done).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
  void changesAreOnlyPosted(String method) throws IOException {
    start(new Changes.WithTokens(TOKEN, TELLING));

    RawHttp.Reply reply = ask(method + " /change", bearer(TOKEN.reveal()));

    assertThat(reply.code()).isEqualTo(405);
    assertThat(reply.header()).contains("allow: POST");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8865, 200",
    "HTTP://LOCALHOST:8865, 200",
    "http://localhost, 403",
    "https://localhost:8865, 403",
    "http://evil.example, 403",
    "null, 403",
    "'', 403"
  })
  void pagesOfOtherSitesGetNoAnswer(String origin, int code) throws IOException {
    start(new Changes.WithTokens(TOKEN, TELLING));
    String field = "Origin: " + origin + "\r\n";

    for (RawHttp.Reply reply :
        List.of(
            ask("GET /open", field),
            ask("GET /echo", field),
            post(bearer(TOKEN.reveal()) + field, "what=this"))) {
      assertThat(reply.code()).isEqualTo(code);
      assertThat(reply.header()).noneMatch(line -> line.startsWith("access-control-"));
    }
    assertThat(done).hasSize(code == 200 ? 1 : 0);
  }

  /** An image or a form of another site has no Origin, or its answer cannot be read; still. */
  @ParameterizedTest
  @CsvSource({"none, 200", "same-origin, 200", "same-site, 403", "cross-site, 403"})
  void norDoWhatOtherSitesPutIntoTheirPages(String site, int code) throws IOException {
    start(new Changes.WithTokens(TOKEN, TELLING));
    String field = "Sec-Fetch-Site: " + site + "\r\n";

    assertThat(ask("GET /echo", field).code()).isEqualTo(code);
    assertThat(post(bearer(TOKEN.reveal()) + field, "what=this").code()).isEqualTo(code);
    assertThat(ask("GET /open", field).code()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {LIMIT + 1, 60_000, 1_000_000_000})
  void aBodyThatSaysItIsTooLargeIsRefusedAtOnce(int length) throws IOException {
    start(new Changes.WithTokens(TOKEN, TELLING));
    String head = bearer(TOKEN.reveal()) + "Content-Length: " + length + "\r\n";

    RawHttp.Reply reply = ask("POST /change", head);

    assertThat(reply.code()).isEqualTo(413);
    assertThat(reply.body())
        .isEqualTo("The request's body is larger than 1000 octets, the most taken here.\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 200})
  void aBodyThatTurnsOutTooLargeIsRefused(int chunk) throws IOException {
    start(new Changes.WithTokens(TOKEN, TELLING));
    String chunks = (Integer.toHexString(chunk) + "\r\n" + "x".repeat(chunk) + "\r\n");
    String body = chunks.repeat(LIMIT / chunk + 1) + "0\r\n\r\n";

    RawHttp.Reply reply =
        RawHttp.ask(
            address,
            "POST /change HTTP/1.1\r\n"
                + HOST
                + bearer(TOKEN.reveal())
                + "Transfer-Encoding: chunked\r\n\r\n"
                + body);

    assertThat(reply.code()).isEqualTo(413);
    assertThat(done).isEmpty();
  }

  @Test
  void aMalformedBodyIsRefused() throws IOException {
    start(new Changes.WithTokens(TOKEN, TELLING));

    RawHttp.Reply reply =
        RawHttp.ask(
            address,
            "POST /change HTTP/1.1\r\n"
                + HOST
                + bearer(TOKEN.reveal())
                + "Transfer-Encoding: chunked\r\n\r\nno number\r\nx\r\n");

    assertThat(reply.code()).isEqualTo(400);
    assertThat(done).isEmpty();
  }

  @Test
  void whoAsksBeforeHeSendsIsToldToGoOn() throws IOException {
    start(new Changes.WithTokens(TOKEN, TELLING));
    try (RawHttp client = new RawHttp(address)) {
      client.send(
          "POST /change HTTP/1.1\r\n"
              + HOST
              + bearer(TOKEN.reveal())
              + "Expect: 100-continue\r\nContent-Length: 9\r\n\r\n");
      client.expect("HTTP/1.1 100 Continue\r\n\r\n");
      client.send("what=this");

      assertThat(client.reply().code()).isEqualTo(200);
    }
    assertThat(done).containsExactly("this");
  }

  @Test
  void aFaultOnAnotherThreadIsNotToldToTheClient() throws IOException {
    start(new Changes.WithTokens(TOKEN, TELLING));

    RawHttp.Reply reply = ask("GET /broken", "");

    assertThat(reply.code()).isEqualTo(500);
    assertThat(reply.body()).isEqualTo("gate64 could not answer; its log says why.\n");
  }

  @Test
  void whereThereIsTooMuchToDoOneIsToldToComeAgain() throws IOException {
    start(new Changes.WithTokens(TOKEN, TELLING));

    assertThat(ask("GET /busy", "").code()).isEqualTo(503);
  }

  @Test
  void theIndexSaysWhatNeedsTheToken() throws IOException {
    start(new Changes.WithTokens(TOKEN, TELLING));

    assertThat(ask("GET /", "").body())
        .contains("/open    read by all\n", "/echo    says it again (from this host only)\n")
        .contains("/change  does it (POST, from this host only, with the token)\n");
  }

  private void start(Changes changes) throws IOException {
    AdminServer server =
        new AdminServer(
            pages(), Set.of(), changes, AdminLimits.usual(), InstantSource.system(), loops.next());
    servers.add(server);
    address = server.listen(ANY_PORT).address();
  }

  private List<Page> pages() {
    return List.of(
        new Page("/open", "read by all", () -> Response.plain(200, "open\n")),
        new Page("/echo", "says it again", Access.LOCAL, Load.SMALL, this::echo),
        new Page("/change", "does it", Access.CHANGE, new Load(LIMIT, Pace.BRISK), this::change),
        new Page(
            "/broken", "a fault", Access.LOCAL, Load.SMALL, request -> later(ChangesTest::fail)),
        new Page(
            "/busy",
            "too much",
            Access.LOCAL,
            Load.SMALL,
            request -> CompletableFuture.failedFuture(new RejectedExecutionException())));
  }

  private CompletableFuture<Response> echo(Request request) {
    return later(() -> Response.plain(200, new TreeMap<>(request.query().values()) + "\n"));
  }

  private CompletableFuture<Response> change(Request request) {
    return later(
        () -> {
          try {
            done.add(Parameters.ofForm(request.body()).value("what").orElse(""));
            return Response.plain(200, "done\n");
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        });
  }

  private CompletableFuture<Response> later(Supplier<Response> response) {
    return CompletableFuture.supplyAsync(response, work);
  }

  private static Response fail() {
    throw new UncheckedIOException(new IOException("the secret cause"));
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token + "\r\n";
  }

  private RawHttp.Reply post(String fields, String form) throws IOException {
    int length = form.getBytes(StandardCharsets.ISO_8859_1).length;
    return RawHttp.ask(
        address,
        "POST /change HTTP/1.1\r\n"
            + HOST
            + fields
            + "Content-Length: "
            + length
            + "\r\n\r\n"
            + form);
  }

  private RawHttp.Reply ask(String request, String fields) throws IOException {
    return RawHttp.ask(address, request + " HTTP/1.1\r\n" + HOST + fields + "\r\n");
  }
}
