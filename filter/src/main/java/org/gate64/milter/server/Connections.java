package org.gate64.milter.server;

import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All connections of a server, and the bound on them. */
final class Connections {

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final int limit;
  private final Set<ConnectionHandler> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong lastWarning = new AtomicLong(System.nanoTime() - SILENCE_NANOS);

  Connections(int limit) {
    this.limit = limit;
  }

  /** Takes a connection in, or closes it where there are too many. */
  @SuppressWarnings("FutureReturnValueIgnored") // nothing to do about a close that fails
  boolean admit(Channel channel) {
    if (count.incrementAndGet() > limit) {
      count.decrementAndGet();
      warn();
      channel.close();
      return false;
    }
    channel.closeFuture().addListener(closed -> count.decrementAndGet());
    return true;
  }

  void opened(ConnectionHandler handler) {
    open.add(handler);
  }

  void closed(ConnectionHandler handler) {
    open.remove(handler);
  }

  /** How many there are. */
  int open() {
    return open.size();
  }

  /** How many have a message on its way. */
  int busy() {
    return (int) open.stream().filter(ConnectionHandler::isBusy).count();
  }

  void closeAll() {
    open.forEach(ConnectionHandler::close);
  }

  private void warn() {
    long now = System.nanoTime();
    long last = lastWarning.get();
    if (now - last >= SILENCE_NANOS && lastWarning.compareAndSet(last, now)) {
      LOG.warn(
          "More than {} connections: further ones are closed, and the mail server acts as its"
              + " milter_default_action says. See limits.sessions.",
          limit);
    }
  }
}
