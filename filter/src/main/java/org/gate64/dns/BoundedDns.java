package org.gate64.dns;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gate64.dns.DnsAnswer.FailureReason;

/**
 * Bounds how many lookups are under way at once. Those beyond wait in line, first come, first
 * served, and are told {@link FailureReason#OVERLOAD} when the line is full or their turn does not
 * come in time; so a flood of slow lookups costs the others their answer, but never their time.
 *
 * <p>The bound matters because a burst beyond the receive buffer of a resolver's socket is lost
 * without a word, and is then paid for with a timeout each.
 */
public final class BoundedDns implements Dns {

  /** How many lookups may wait. */
  public static final int LONGEST_LINE = 10_000;

  private record Waiting(DnsQuestion question, CompletableFuture<DnsAnswer> answer, long until) {}

  private final Dns source;
  private final int maxInFlight;
  private final int longestLine;
  private final long patienceNanos;
  private final ScheduledExecutorService timer;
  private final Ticker ticker;

  private final Object lock = new Object();
  private final Queue<Waiting> line = new ArrayDeque<>();
  private int inFlight;
  private boolean admitting;
  private boolean sweepPlanned;

  /**
   * Puts bounds in front of a source.
   *
   * @param settings how many lookups may be under way, and (its {@code deadline}) how long one may
   *     wait for its turn; the source has as long again to answer it
   * @param timer ends waits; needs one thread
   */
  public BoundedDns(
      Dns source, DnsSettings settings, ScheduledExecutorService timer, Ticker ticker) {
    this(source, settings, LONGEST_LINE, timer, ticker);
  }

  BoundedDns(
      Dns source,
      DnsSettings settings,
      int longestLine,
      ScheduledExecutorService timer,
      Ticker ticker) {
    this.source = new UnfailingDns(source);
    this.maxInFlight = settings.maxInFlight();
    this.longestLine = longestLine;
    this.patienceNanos = settings.deadline().toNanos();
    this.timer = timer;
    this.ticker = ticker;
  }

  @Override
  public CompletableFuture<DnsAnswer> lookup(DnsQuestion question) {
    CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();
    synchronized (lock) {
      if (inFlight >= maxInFlight && line.size() >= longestLine) {
        return CompletableFuture.completedFuture(overload("too many lookups are waiting"));
      }
      line.add(new Waiting(question, answer, ticker.read() + patienceNanos));
    }
    admit();
    planSweep();
    return answer;
  }

  /**
   * Lets in whoever may go. Only one thread does so at a time, and a lookup that is answered at
   * once makes room for the next in this loop rather than by recursion.
   */
  private void admit() {
    synchronized (lock) {
      if (admitting) {
        return;
      }
      admitting = true;
    }
    while (true) {
      Waiting next;
      synchronized (lock) {
        if (inFlight >= maxInFlight || line.isEmpty()) {
          admitting = false;
          return;
        }
        next = line.remove();
        inFlight++;
      }
      begin(next);
    }
  }

  private void begin(Waiting next) {
    var unused =
        source
            .lookup(next.question())
            .thenAccept(
                answer -> {
                  synchronized (lock) {
                    inFlight--;
                  }
                  admit();
                  next.answer().complete(answer);
                });
  }

  /** The line is in order of its deadlines, so one timer for its head is enough. */
  private void planSweep() {
    long delay;
    synchronized (lock) {
      Waiting first = line.peek();
      if (sweepPlanned || first == null) {
        return;
      }
      sweepPlanned = true;
      delay = Math.max(0, first.until() - ticker.read());
    }
    try {
      var unused = timer.schedule(this::sweep, delay, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException shutDown) {
      // Nothing new comes in any more, and who waits gets a turn as lookups end.
    }
  }

  private void sweep() {
    List<Waiting> late = new ArrayList<>();
    synchronized (lock) {
      sweepPlanned = false;
      long now = ticker.read();
      while (!line.isEmpty() && line.element().until() - now <= 0) {
        late.add(line.remove());
      }
    }
    planSweep();
    late.forEach(waiting -> waiting.answer().complete(overload("no turn came in time")));
  }

  private static DnsAnswer overload(String detail) {
    return new DnsAnswer.Failure(FailureReason.OVERLOAD, detail);
  }
}
