package org.gate64.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.gate64.admin.Page.Access;
import org.gate64.admin.Page.Load;
import org.gate64.admin.Page.Pace;
import org.gate64.net.ListenAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is too large to be held in memory, in either direction, and those who dawdle over it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TransfersTest {

  private static final ListenAddress.Inet ANY_PORT =
      (ListenAddress.Inet) ListenAddress.parse("inet:0@127.0.0.1").orElseThrow();
  private static final AdminToken TOKEN = AdminToken.draw(new SecureRandom());
  private static final AdminToken TELLING = AdminToken.draw(new SecureRandom());
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final String PIECE = "0123456789abcdef".repeat(1024);

  /** Much more than the sockets of both sides hold. */
  private static final int PIECES = 4096;

  private static final long LARGE = (long) PIECES * PIECE.length();

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ExecutorService work = Executors.newCachedThreadPool();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final AtomicLong moved = new AtomicLong();
  private final CountDownLatch mayRead = new CountDownLatch(1);
  private final CompletableFuture<Throwable> broken = new CompletableFuture<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable part : open) {
      part.close();
    }
    work.shutdownNow();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void aLargeAnswerIsMadeNoFasterThanItIsRead() throws Exception {
    RawHttp client = connect(start(LONG));
    client.send("GET /export HTTP/1.1\r\nHost: localhost\r\n\r\n");
    awaitStandstill();
    assertThat(moved.get()).isPositive().isLessThan(LARGE / 2);

    RawHttp.Reply reply = client.reply();

    assertThat(reply.header()).contains("transfer-encoding: chunked");
    assertThat(reply.body()).endsWith("\r\n0\r\n\r\n");
    assertThat(moved.get()).isEqualTo(LARGE);
    assertThat(reply.body().length()).isGreaterThan((int) LARGE);
  }

  @Test
  void anAnswerThatBreaksOffHasNoEnd() throws IOException {
    RawHttp.Reply reply = RawHttp.ask(start(LONG), "GET /half HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(reply.code()).isEqualTo(200);
    assertThat(reply.body()).contains("abcdef").doesNotEndWith("\r\n0\r\n\r\n");
  }

  @Test
  void forHttp10TheConnectionsEndIsTheAnswersEnd() throws IOException {
    RawHttp.Reply reply = RawHttp.ask(start(LONG), "GET /export HTTP/1.0\r\n\r\n");

    assertThat(reply.header()).noneMatch(line -> line.startsWith("transfer-encoding"));
    assertThat(reply.body().length()).isEqualTo((int) LARGE);
  }

  @Test
  void theHeaderAloneStartsNoExport() throws IOException {
    RawHttp.Reply reply =
        RawHttp.ask(start(LONG), "HEAD /export HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(reply.code()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
    assertThat(moved.get()).isZero();
  }

  @Test
  void whoDoesNotReadALargeAnswerHoldsItsThreadForATimeOnly() throws Exception {
    RawHttp deaf = connect(start(SHORT));
    deaf.send("GET /export HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(broken.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
  }

  @Test
  void aLargeBodyIsTakenNoFasterThanItIsUsed() throws Exception {
    RawHttp client = connect(start(LONG));
    client.send(post("Content-Length: " + LARGE));
    AtomicLong sent = new AtomicLong();
    CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> pour(client, sent), work);
    awaitStandstill(sent);
    assertThat(sent.get()).isLessThan(LARGE / 2);

    mayRead.countDown();
    sending.get();

    assertThat(client.reply().body()).isEqualTo(LARGE + " octets\n");
  }

  @Test
  void whoIsRefusedMayGoOnSendingAndStillGetsTheAnswer() throws Exception {
    RawHttp client = connect(start(LONG));
    client.send(post("Content-Length: " + LARGE).replace(TOKEN.reveal(), "wrong"));
    pour(client, new AtomicLong());

    assertThat(client.reply().code()).isEqualTo(401);
  }

  @Test
  void aBodyThatGivesOutIsNoWholeBody() throws Exception {
    RawHttp client = connect(start(LONG));
    mayRead.countDown();
    client.send(post("Content-Length: 1000") + "x".repeat(999));
    client.close();

    assertThat(broken.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
  }

  @Test
  void whoSendsABodyALetterNowAndThenIsSentAwayAndHoldsUpNobody() throws Exception {
    InetSocketAddress server = start(SHORT);
    mayRead.countDown();
    RawHttp slow = connect(server);
    slow.send(post("Content-Length: " + LARGE));

    assertThatThrownBy(
            () -> {
              while (true) {
                slow.send("x");
                assertThat(
                        RawHttp.ask(server, "GET /state HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .code())
                    .isEqualTo(200);
              }
            })
        .isInstanceOf(IOException.class);
    assertThat(broken.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
  }

  private InetSocketAddress start(Duration transfer) throws IOException {
    AdminServer server =
        new AdminServer(
            List.of(
                new Page("/state", "small", () -> Response.plain(200, "well\n")),
                export("/export", this::writeAll),
                export("/half", TransfersTest::writeHalf),
                new Page(
                    "/import",
                    "takes much",
                    Access.CHANGE,
                    new Load(LARGE, Pace.LONG),
                    request -> CompletableFuture.supplyAsync(() -> count(request.body()), work))),
            Set.of(),
            new Changes.WithTokens(TOKEN, TELLING),
            new AdminLimits(64, Duration.ofSeconds(20), transfer),
            InstantSource.system(),
            loops.next());
    open.add(server);
    return server.listen(ANY_PORT).address();
  }

  private Page export(String path, Response.Source source) {
    Response response = new Response.Stream(200, "application/octet-stream", source, work);
    return new Page(
        path,
        "gives much",
        Access.LOCAL,
        new Load(0, Pace.LONG),
        request -> CompletableFuture.completedFuture(response));
  }

  private void writeAll(OutputStream out) throws IOException {
    try {
      for (int i = 0; i < PIECES; i++) {
        out.write(PIECE.getBytes(StandardCharsets.US_ASCII));
        moved.addAndGet(PIECE.length());
      }
    } catch (IOException e) {
      broken.complete(e);
      throw e;
    }
  }

  private static void writeHalf(OutputStream out) throws IOException {
    for (int i = 0; i < 10; i++) {
      out.write(PIECE.getBytes(StandardCharsets.US_ASCII));
    }
    throw new IOException("the rest is lost");
  }

  private Response count(InputStream body) {
    try {
      mayRead.await();
      byte[] buffer = new byte[1 << 16];
      long octets = 0;
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        octets += read;
      }
      return Response.plain(200, octets + " octets\n");
    } catch (IOException e) {
      broken.complete(e);
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  private static void pour(RawHttp client, AtomicLong sent) {
    try {
      for (int i = 0; i < PIECES; i++) {
        client.send(PIECE);
        sent.addAndGet(PIECE.length());
      }
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private void awaitStandstill() throws InterruptedException {
    awaitStandstill(moved);
  }

  /** Waits until something has begun and then has not moved for a while. */
  private static void awaitStandstill(AtomicLong figure) throws InterruptedException {
    long before = -1;
    while (figure.get() == 0 || figure.get() != before) {
      before = figure.get();
      Thread.sleep(300);
    }
  }

  private static String post(String framing) {
    return "POST /import HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + TOKEN.reveal()
        + "\r\n"
        + framing
        + "\r\n\r\n";
  }

  private RawHttp connect(InetSocketAddress server) throws IOException {
    RawHttp client = new RawHttp(server);
    open.add(client);
    return client;
  }
}
