package org.gate64.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gate64.net.DomainName;
import org.gate64.net.ListenAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AdminServerTest {

  private static final ListenAddress.Inet ANY_PORT =
      (ListenAddress.Inet) ListenAddress.parse("inet:0@127.0.0.1").orElseThrow();
  private static final String HOST = "Host: localhost\r\n";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-24T10:15:30Z"));

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final AdminServer server =
      new AdminServer(
          List.of(
              new Page("/state", "how it goes", () -> Response.plain(200, "well: \u00fc\n")),
              new Page("/broken", "a fault", AdminServerTest::fail)),
          Set.of(DomainName.parse("mx1.example.net").orElseThrow()),
          new Changes.Never("Nothing is to be changed."),
          AdminLimits.usual(),
          CLOCK,
          loops.next());
  private InetSocketAddress address = new InetSocketAddress(0);

  @BeforeEach
  void listen() throws IOException {
    address = server.listen(ANY_PORT).address();
  }

  @AfterEach
  void stop() {
    server.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void showsAPageAndEndsTheConnection() throws IOException {
    RawHttp.Reply reply = ask("GET /state HTTP/1.1\r\n" + HOST + "\r\n");

    assertThat(reply.status()).isEqualTo("HTTP/1.1 200 OK");
    assertThat(reply.header())
        .containsExactlyInAnyOrder(
            "date: Tue, 24 Nov 2026 10:15:30 GMT",
            "content-type: text/plain; charset=utf-8",
            "content-length: 9",
            "cache-control: no-store",
            "x-content-type-options: nosniff",
            "connection: close");
    assertThat(reply.body()).isEqualTo("well: \u00c3\u00bc\n");
  }

  @Test
  void aQueryMakesNoDifference() throws IOException {
    assertThat(ask("GET /state?a=b HTTP/1.1\r\n" + HOST + "\r\n").code()).isEqualTo(200);
  }

  @Test
  void headIsGetWithoutTheBody() throws IOException {
    RawHttp.Reply reply = ask("HEAD /state HTTP/1.1\r\n" + HOST + "\r\n");

    assertThat(reply.code()).isEqualTo(200);
    assertThat(reply.header()).contains("content-length: 9");
    assertThat(reply.body()).isEmpty();
  }

  @Test
  void listsItsPages() throws IOException {
    assertThat(ask("GET / HTTP/1.1\r\n" + HOST + "\r\n").body())
        .contains("/state   how it goes\n", "/broken  a fault\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere",
        "/state/",
        "//state",
        "/STATE",
        "/%73tate",
        "/../state",
        "/<script>alert(1)</script>",
        "http://localhost/state",
        "*"
      })
  void thereIsNothingElse(String target) throws IOException {
    RawHttp.Reply reply = ask("GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n");

    assertThat(reply.code()).isEqualTo(404);
    assertThat(reply.body()).isEqualTo("There is no such page; / lists those there are.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get"})
  void nothingCanBeDoneButRead(String method) throws IOException {
    RawHttp.Reply reply = ask(method + " /state HTTP/1.1\r\n" + HOST + "\r\n");

    assertThat(reply.code()).isEqualTo(405);
    assertThat(reply.header()).contains("allow: GET, HEAD");
  }

  /** A body that nobody reads must not reset the connection and so destroy the answer. */
  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 30000", "Transfer-Encoding: chunked"})
  void aBodyDoesNotCostTheAnswer(String framing) throws IOException {
    String body = "x".repeat(30_000);
    RawHttp.Reply reply = ask("POST /state HTTP/1.1\r\n" + HOST + framing + "\r\n\r\n" + body);

    assertThat(reply.code()).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HTTP/1.1 | Host: localhost:8865                    | 200
          HTTP/1.1 | Host: 127.0.0.1                         | 200
          HTTP/1.1 | Host: mx1.example.net                   | 200
          HTTP/1.0 | Host: localhost                         | 200
          HTTP/1.0 | X-No-Host: at all                       | 200
          HTTP/1.1 | Host: evil.example                      | 421
          HTTP/1.0 | Host: evil.example                      | 421
          HTTP/1.1 | Host:                                   | 421
          HTTP/1.1 | X-No-Host: at all                       | 400
          """)
  void theHostMustBeThisOne(String version, String field, int code) throws IOException {
    assertThat(ask("GET /state " + version + "\r\n" + field + "\r\n\r\n").code()).isEqualTo(code);
  }

  @Test
  void twoHostsAreOneTooMany() throws IOException {
    assertThat(ask("GET /state HTTP/1.1\r\n" + HOST + HOST + "\r\n").code()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET /state\\r\\n\\r\\n                                             | 400
          GET\\r\\n\\r\\n                                                    | 400
          GET /state HTTP/x.y\\r\\nHost: localhost\\r\\n\\r\\n               | 400
          GET /state FTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n                | 400
          PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n                           | 505
          GET /state HTTP/1.1\\r\\nno colon\\r\\nHost: localhost\\r\\n\\r\\n | 400
          GET /state HTTP/1.1\\r\\nHo st: localhost\\r\\n\\r\\n              | 400
          """)
  void whatIsNoHttp1IsRefused(String octets, int code) throws IOException {
    assertThat(ask(octets.replace("\\r\\n", "\r\n")).code()).isEqualTo(code);
  }

  @Test
  void theFirstLineIsBounded() throws IOException {
    assertThat(ask("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n").code())
        .isEqualTo(414);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 20_000})
  void theHeaderIsBounded(int lineLength) throws IOException {
    String line = "X: " + "a".repeat(lineLength) + "\r\n";
    String header = line.repeat(20_000 / line.length() + 1);

    assertThat(ask("GET /state HTTP/1.1\r\n" + HOST + header + "\r\n").code()).isEqualTo(431);
  }

  @Test
  void aHeaderWithoutEndIsRefusedBeforeItEnds() throws IOException {
    assertThat(ask("GET /state HTTP/1.1\r\nX: " + "a".repeat(20_000)).code()).isEqualTo(431);
  }

  @Test
  void aConnectionServesOneRequest() throws IOException {
    String request = "GET /state HTTP/1.1\r\n" + HOST + "Connection: keep-alive\r\n\r\n";

    assertThat(ask(request.repeat(3)).body()).isEqualTo("well: \u00c3\u00bc\n");
  }

  @Test
  void aFaultIsNotToldToTheClientAndEndsNothing() throws IOException {
    RawHttp.Reply reply = ask("GET /broken HTTP/1.1\r\n" + HOST + "\r\n");

    assertThat(reply.code()).isEqualTo(500);
    assertThat(reply.body()).isEqualTo("gate64 could not answer; its log says why.\n");
    assertThat(ask("GET /state HTTP/1.1\r\n" + HOST + "\r\n").code()).isEqualTo(200);
  }

  @Test
  void saysWhichAddressIsTaken() {
    ListenAddress.Inet taken = new ListenAddress.Inet(address);

    assertThatThrownBy(() -> server.listen(taken))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("admin.listen: " + taken + ": ");
  }

  private RawHttp.Reply ask(String octets) throws IOException {
    return RawHttp.ask(address, octets);
  }

  private static Response fail() {
    throw new IllegalStateException("the secret cause");
  }
}
