package org.gate64.dns;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gate64.dns.DnsAnswer.FailureReason;

/**
 * Bounds how many lookups are under way at once. Those beyond wait in line, and are told {@link
 * FailureReason#OVERLOAD} when the line is full or their turn does not come in time; so a flood of
 * slow lookups costs the others their answer, but never their time.
 *
 * <p>The bound matters because a burst beyond the receive buffer of a resolver's socket is lost
 * without a word, and is then paid for with a timeout each.
 *
 * <p>Who goes next, and how many places anybody has, is said in {@link FairLine}: a network that
 * floods gate64 with slow lookups, of however many zones, takes a quarter of the places and waits
 * in a line of its own. An answer that several wait for is looked up once.
 */
public final class BoundedDns implements SharedDns {

  /** How many lookups may wait. */
  public static final int LONGEST_LINE = 10_000;

  private final SharedDns source;
  private final long patienceNanos;
  private final ScheduledExecutorService timer;
  private final Ticker ticker;

  private final Object lock = new Object();
  private final FairLine line;
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
      SharedDns source, DnsSettings settings, ScheduledExecutorService timer, Ticker ticker) {
    this(source, settings, LONGEST_LINE, timer, ticker);
  }

  BoundedDns(
      SharedDns source,
      DnsSettings settings,
      int longestLine,
      ScheduledExecutorService timer,
      Ticker ticker) {
    this.source = new UnfailingDns(source, ticker);
    this.line = new FairLine(settings.maxInFlight(), longestLine);
    this.patienceNanos = settings.deadline().toNanos();
    this.timer = timer;
    this.ticker = ticker;
  }

  @Override
  public CompletableFuture<DnsAnswer> lookup(DnsQuestion question, Payer payer) {
    Optional<Waiting> waiting;
    synchronized (lock) {
      waiting = line.add(question, payer, ticker.read() + patienceNanos);
    }
    if (waiting.isEmpty()) {
      return CompletableFuture.completedFuture(overload("too many lookups are waiting"));
    }
    admit();
    planSweep();
    return waiting.get().answer();
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
      Optional<Waiting> next;
      synchronized (lock) {
        next = line.next();
        if (next.isEmpty()) {
          admitting = false;
          return;
        }
      }
      begin(next.get());
    }
  }

  /**
   * The place becomes free after the answer has been handed out, so that it is remembered before
   * the same question could be asked for anew.
   */
  private void begin(Waiting next) {
    var unused =
        source
            .lookup(next.question(), next.payer())
            .thenAccept(
                answer -> {
                  next.answer().complete(answer);
                  synchronized (lock) {
                    line.ended(next);
                  }
                  admit();
                });
  }

  /** Who came first has to go first, so one timer is enough. */
  private void planSweep() {
    long delay;
    synchronized (lock) {
      Optional<Long> end = line.firstEnd();
      if (sweepPlanned || end.isEmpty()) {
        return;
      }
      sweepPlanned = true;
      delay = Math.max(0, end.get() - ticker.read());
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
      Optional<Waiting> next = line.late(now);
      while (next.isPresent()) {
        late.add(next.get());
        next = line.late(now);
      }
    }
    planSweep();
    late.forEach(waiting -> waiting.answer().complete(overload("no turn came in time")));
  }

  private static DnsAnswer overload(String detail) {
    return new DnsAnswer.Failure(FailureReason.OVERLOAD, detail);
  }
}
