package org.gate64.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gate64.net.ListenAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What clients can make the server hold, and whether others are still served meanwhile. Each test
 * has a thread of its own that it may leave behind: a write that blocks cannot be interrupted.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileClientsTest {

  private static final ListenAddress.Inet ANY_PORT =
      (ListenAddress.Inet) ListenAddress.parse("inet:0@127.0.0.1").orElseThrow();
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final String REQUEST = "GET /state HTTP/1.1\r\nHost: localhost\r\n\r\n";

  /** More than the socket buffers of both sides hold. */
  private static final int LARGE = 8 << 20;

  /** Who is not sent away within this time never will be. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable part : open) {
      part.close();
    }
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void whoSaysNothingIsSentAway() throws IOException {
    InetSocketAddress server = start(SHORT);

    assertThat(connect(server).reply().status()).isEmpty();
  }

  @Test
  void whoSendsALetterNowAndThenIsSentAwayAndHoldsUpNobody() throws IOException {
    InetSocketAddress server = start(SHORT);
    RawHttp slow = connect(server);

    assertThatThrownBy(
            () -> {
              slow.send("GET /state HTTP/1.1\r\nX: ");
              goOn(
                  () -> {
                    slow.send("a");
                    assertThat(RawHttp.ask(server, REQUEST).code()).isEqualTo(200);
                  });
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void whoDoesNotReadTheAnswerIsSentAway() throws Exception {
    InetSocketAddress server = start(SHORT);
    RawHttp deaf = keep(RawHttp.ofSmallBuffer(server));
    deaf.send(REQUEST.replace("/state", "/large"));
    Thread.sleep(4 * SHORT.toMillis());

    assertThatThrownBy(() -> assertThat(deaf.reply().body()).hasSize(LARGE))
        .isInstanceOfAny(IOException.class, AssertionError.class);
  }

  @Test
  void whoReadsGetsALargeAnswerWhole() throws IOException {
    RawHttp.Reply reply = RawHttp.ask(start(LONG), REQUEST.replace("/state", "/large"));

    assertThat(reply.body().length()).isEqualTo(LARGE);
  }

  @Test
  void whoGoesOnSendingIsCutOff() throws IOException {
    RawHttp flood = connect(start(LONG));

    assertThatThrownBy(() -> goOn(() -> flood.send(REQUEST))).isInstanceOf(IOException.class);
  }

  @Test
  void whoHoldsManyConnectionsLosesTheOldestAndHoldsUpNobody() throws IOException {
    InetSocketAddress server = start(LONG);
    List<RawHttp> held = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      held.add(connect(server));
    }

    assertThat(RawHttp.ask(server, REQUEST).code()).isEqualTo(200);
    assertThat(held.get(0).reply().status()).isEmpty();
    RawHttp last = held.get(held.size() - 1);
    last.send(REQUEST);
    assertThat(last.reply().code()).isEqualTo(200);
  }

  @Test
  void closingEndsEveryConnection() throws Exception {
    InetSocketAddress server = start(LONG);
    RawHttp waiting = connect(server);
    assertThat(RawHttp.ask(server, REQUEST).code()).isEqualTo(200);

    open.get(0).close();

    assertThat(waiting.reply().status()).isEmpty();
  }

  private InetSocketAddress start(Duration patience) throws IOException {
    AdminServer server =
        new AdminServer(
            List.of(
                new Page("/state", "small", () -> Response.plain(200, "well\n")),
                new Page("/large", "large", () -> Response.plain(200, "x".repeat(LARGE)))),
            Set.of(),
            new Changes.Never("Nothing is to be changed."),
            new AdminLimits(64, patience, patience),
            InstantSource.system(),
            loops.next());
    open.add(server);
    return server.listen(ANY_PORT).address();
  }

  private RawHttp connect(InetSocketAddress server) throws IOException {
    return keep(new RawHttp(server));
  }

  private RawHttp keep(RawHttp client) {
    open.add(client);
    return client;
  }

  /** Does something again and again, until it fails or the patience is at its end. */
  private static void goOn(ThrowingCallable step) throws Throwable {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      step.call();
    }
  }
}
