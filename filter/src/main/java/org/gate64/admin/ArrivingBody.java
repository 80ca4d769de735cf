package org.gate64.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request's body on its way from the event loop, which adds to it and never waits, to the thread
 * that reads it. Where that one does not keep up, the client is not read from until it does.
 */
final class ArrivingBody extends InputStream {

  /** How the connection is told to go on or to pause; to be called by any thread. */
  interface Flow {
    void pause();

    void resume();
  }

  private static final int AMPLE = 256 << 10;

  private final long limit;
  private final Flow flow;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private byte[] current = {};
  private int position;
  private int held;
  private long taken;
  private boolean complete;
  private boolean unwanted;
  private @Nullable IOException failure;

  /**
   * @param limit octets; a longer body fails
   */
  ArrivingBody(long limit, Flow flow) {
    this.limit = limit;
    this.flow = flow;
  }

  /** More of it. */
  synchronized void add(byte[] octets) {
    taken += octets.length;
    if (taken > limit) {
      fail(RefusedException.tooLarge(limit));
    } else if (!unwanted && failure == null && octets.length > 0) {
      waiting.add(octets);
      held += octets.length;
      if (held > AMPLE) {
        flow.pause();
      }
      notifyAll();
    }
  }

  /** That was all. */
  synchronized void end() {
    complete = true;
    notifyAll();
  }

  /** There will be no more, though more was to come. */
  synchronized void fail(IOException reason) {
    if (!complete && failure == null) {
      failure = reason;
      waiting.clear();
      notifyAll();
    }
  }

  /** Nobody will read on; what comes still is dropped. */
  synchronized void discard() {
    unwanted = true;
    waiting.clear();
    flow.resume();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (position == current.length && !next()) {
      return -1;
    }
    int count = Math.min(length, current.length - position);
    System.arraycopy(current, position, into, offset, count);
    position += count;
    return count;
  }

  /** Waits for the next piece; false where there is none. */
  private boolean next() throws IOException {
    while (waiting.isEmpty() && failure == null && !complete) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }
    if (failure != null) {
      throw failure;
    }
    if (waiting.isEmpty()) {
      return false;
    }
    current = waiting.remove();
    position = 0;
    held -= current.length;
    if (held <= AMPLE / 2) {
      flow.resume();
    }
    return true;
  }
}
