package org.gate64.milter.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.milter.server.ServerFixture.endpoint;
import static org.gate64.milter.server.ServerFixture.settings;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.gate64.fixtures.milter.RawMilterConnection;
import org.gate64.milter.session.RecordingFilter;
import org.gate64.net.ListenAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What comes after the packet that a connection is closed for, in the same read. */
@Timeout(30)
class BrokenConnectionTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final byte[] UNKNOWN = {0, 0, 0, 1, '?'};
  private static final byte[] CONNECT = packet('C', "mail.example.org\0U");
  private static final byte[] MAIL = packet('M', "<a@example.org>\0");

  private final Logger logger = (Logger) LoggerFactory.getLogger(ConnectionHandler.class);
  private final Lines lines = new Lines();
  private final RecordingFilter filter = new RecordingFilter();
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final MilterServer server = new MilterServer(filter, settings(10), loops);

  @BeforeEach
  void listenToTheLog() {
    lines.start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() throws InterruptedException {
    server.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    logger.detachAppender(lines);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  @Test
  void isNotListenedTo() throws Exception {
    send(negotiate(), UNKNOWN, CONNECT, MAIL);

    assertThat(filter.events()).isEmpty();
  }

  @Test
  void makesNoFurtherLineInTheLog() throws Exception {
    send(negotiate(), UNKNOWN, UNKNOWN, MAIL, MAIL, UNKNOWN, new byte[] {127, 0, 0, 0});

    assertThat(lines.texts).singleElement().asString().contains("Closed a milter connection");
  }

  @Test
  void findsTheMessageAbandonedOnce() throws Exception {
    send(negotiate(), CONNECT, MAIL, UNKNOWN, MAIL);

    assertThat(filter.events())
        .containsExactly("connect mail.example.org", "mail <a@example.org>", "abandoned");
    assertThat(server.busy()).isZero();
  }

  /** Sends all of it in one piece, and waits until the server has done with it. */
  private void send(byte[]... packets) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] packet : packets) {
      all.write(packet);
    }
    ListenAddress address = server.listen(ListenAddress.parse("inet:0@127.0.0.1").orElseThrow());
    try (RawMilterConnection raw = RawMilterConnection.open(endpoint(address))) {
      raw.write(all.toByteArray());
      assertThat(raw.closesWithin(SOON)).isTrue();
    }
    loops.submit(() -> {}).get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  private static byte[] negotiate() {
    return ByteBuffer.allocate(17)
        .putInt(13)
        .put((byte) 'O')
        .putInt(6)
        .putInt(0x1ff)
        .putInt(0x1fffff)
        .array();
  }

  private static byte[] packet(char command, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(Integer.BYTES + 1 + bytes.length)
        .putInt(1 + bytes.length)
        .put((byte) command)
        .put(bytes)
        .array();
  }

  /** Keeps each line; event loops write while the test reads. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {

    private final List<String> texts = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      texts.add(event.getFormattedMessage());
    }
  }
}
