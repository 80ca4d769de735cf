package org.gate64.admin;

import io.netty.channel.Channel;

/** Reads from a client, or does not for a while. */
record ReadingFlow(Channel channel) implements ArrivingBody.Flow {

  @Override
  public void pause() {
    channel.config().setAutoRead(false);
  }

  @Override
  public void resume() {
    channel.config().setAutoRead(true);
  }
}
