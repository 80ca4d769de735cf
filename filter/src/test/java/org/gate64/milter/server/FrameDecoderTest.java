package org.gate64.milter.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(8, PATIENCE));

  FrameDecoderTest() {
    channel.freezeTime();
  }

  @Test
  void takesPacketsUpToTheLimitAndNoLonger() {
    channel.writeInbound(Unpooled.buffer().writeInt(8).writeZero(8));
    ByteBuf packet = channel.readInbound();
    assertThat(packet.readableBytes()).isEqualTo(8);
    packet.release();
    Assertions.assertThatThrownBy(
            () -> channel.writeInbound(Unpooled.buffer().writeInt(9).writeZero(9)))
        .isInstanceOf(TooLongFrameException.class);
  }

  @Test
  void closesWhereAPacketIsNotFinishedInTimeHoweverOftenAByteComes() {
    channel.writeInbound(Unpooled.buffer().writeInt(8));
    for (int i = 0; i < 3; i++) {
      pass(Duration.ofSeconds(9));
      channel.writeInbound(Unpooled.buffer().writeByte(i));
    }
    assertThat(channel.isOpen()).isTrue();
    pass(Duration.ofSeconds(9));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void staysOpenBetweenPackets() {
    channel.writeInbound(Unpooled.buffer().writeInt(1));
    channel.writeInbound(Unpooled.buffer().writeByte('A'));
    pass(Duration.ofHours(1));
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void eachPacketHasItsOwnTime() {
    channel.writeInbound(Unpooled.buffer().writeInt(1));
    pass(Duration.ofSeconds(20));
    channel.writeInbound(Unpooled.buffer().writeByte('A').writeInt(1));
    pass(Duration.ofSeconds(20));
    assertThat(channel.isOpen()).isTrue();
    pass(Duration.ofSeconds(20));
    assertThat(channel.isOpen()).isFalse();
  }

  private void pass(Duration time) {
    channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }
}
