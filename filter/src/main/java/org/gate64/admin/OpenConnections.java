package org.gate64.admin;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The connections that there are, oldest first; used by one event loop only. Where there are too
 * many, the oldest is closed: an honest request takes milliseconds, so the oldest is least likely
 * to be one, and nobody can keep others out by holding connections.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nothing to do about a close that fails
final class OpenConnections {

  private final int limit;
  private final Set<Channel> open = new LinkedHashSet<>();

  OpenConnections(int limit) {
    this.limit = limit;
  }

  void admit(Channel channel) {
    if (open.size() >= limit) {
      open.iterator().next().close();
    }
    open.add(channel);
    channel.closeFuture().addListener(closed -> open.remove(channel));
  }

  void closeAll() {
    new ArrayList<>(open).forEach(Channel::close);
  }
}
