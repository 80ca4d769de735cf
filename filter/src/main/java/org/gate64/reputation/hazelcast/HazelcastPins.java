package org.gate64.reputation.hazelcast;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryMergedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Pins;
import org.gate64.reputation.Subject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators have set at any node of a cluster. Each node has all of it at hand, hears of
 * changes, and compares now and then, so that neither an event that got lost nor a split makes a
 * difference for long. Of two pins for a subject the later counts; one that is lifted is kept as
 * such, so that a node that was away does not bring it back.
 */
public final class HazelcastPins implements AutoCloseable {

  static final String NAME = "pins";

  private static final Logger LOG = LoggerFactory.getLogger(HazelcastPins.class);
  private static final Duration COMPARE_EVERY = Duration.ofSeconds(10);

  /** Nobody is away for longer. */
  private static final Duration LIFTED_KEPT = Duration.ofDays(90);

  private final IMap<String, Pin> map;
  private final Clock clock;
  private final ClusterThreads threads;
  private final Consumer<Pins> keeper;
  private final Map<Subject, Pin> known = new ConcurrentHashMap<>();
  private final AtomicBoolean changed = new AtomicBoolean();
  private final Future<?> chore;
  private Map<Subject, Pin> kept;
  private volatile Pins inForce;

  /**
   * Knows what is set when this returns, as far as the other members answer.
   *
   * @param before what this node knew earlier, lifted ones too
   * @param keeper told of all pins when any has changed, lifted ones too; may take its time
   */
  public HazelcastPins(
      HazelcastReputationStore store,
      Pins before,
      Clock clock,
      ClusterThreads threads,
      Consumer<Pins> keeper) {
    this.map = store.member().getMap(NAME);
    this.clock = clock;
    this.threads = threads;
    this.keeper = keeper;
    Instant oldest = clock.instant().minus(LIFTED_KEPT);
    before
        .all()
        .forEach(
            (subject, pin) -> {
              if (!pin.isLifted() || pin.since().isAfter(oldest)) {
                known.put(subject, inMillis(pin));
              }
            });
    this.kept = Map.copyOf(known);
    this.inForce = new Pins(kept).inForce();
    map.addEntryListener(new Changes(), true);
    compare();
    this.chore =
        threads
            .writing()
            .scheduleWithFixedDelay(
                this::compare,
                COMPARE_EVERY.toMillis(),
                COMPARE_EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  /** What is set by now. */
  public Pins pins() {
    return inForce;
  }

  /**
   * Sets a pin at all nodes, whatever was set before.
   *
   * @return whether it was done, as soon as it is
   */
  public CompletableFuture<Boolean> set(Subject subject, Pin pin) {
    Pin latest = afterKnown(subject, inMillis(pin));
    return send(subject, latest)
        .thenApplyAsync(
            done -> {
              if (done) {
                known.merge(subject, latest, Pin::join);
                publish();
              }
              return done;
            },
            threads.writing());
  }

  /**
   * Lifts what was set, at all nodes.
   *
   * @return whether it was done, as soon as it is
   */
  public CompletableFuture<Boolean> lift(Subject subject) {
    return set(subject, Pin.lifted(clock.instant()));
  }

  /** From now on it changes no more. */
  @Override
  public void close() {
    chore.cancel(false);
  }

  /** Where another node's clock is ahead, what it set counts as set just before. */
  private Pin afterKnown(Subject subject, Pin pin) {
    Pin before = known.get(subject);
    if (before == null || pin.since().isAfter(before.since())) {
      return pin;
    }
    Instant since = before.since().plusMillis(1);
    return pin.isLifted()
        ? Pin.lifted(since)
        : new Pin(pin.state(), pin.reason(), since, pin.until());
  }

  private static Pin inMillis(Pin pin) {
    return new Pin(
        pin.state(),
        pin.reason(),
        pin.since().truncatedTo(ChronoUnit.MILLIS),
        pin.until().map(end -> end.truncatedTo(ChronoUnit.MILLIS)));
  }

  private CompletableFuture<Boolean> send(Subject subject, Pin pin) {
    try {
      return map.submitToKey(subject.toString(), new JoinPin(pin))
          .handleAsync((done, failure) -> failure == null, threads.callbacks())
          .toCompletableFuture();
    } catch (RuntimeException unavailable) {
      return CompletableFuture.completedFuture(false);
    }
  }

  /** Takes what the others know, and tells them what they do not. Waits for them. */
  private void compare() {
    try {
      Map<String, Pin> shared = new HashMap<>();
      map.entrySet().forEach(entry -> shared.put(entry.getKey(), entry.getValue()));
      shared.forEach(this::take);
      known.forEach(
          (subject, pin) -> {
            if (!pin.equals(shared.get(subject.toString()))) {
              var unused = send(subject, pin);
            }
          });
      publish();
    } catch (HazelcastInstanceNotActiveException closed) {
      // There is nobody to compare with.
    } catch (RuntimeException e) {
      LOG.warn("comparing what is set in the cluster: {}", e.toString());
    }
  }

  private void take(String key, Pin pin) {
    Subject.parse(key).ifPresent(subject -> known.merge(subject, pin, Pin::join));
  }

  private synchronized void publish() {
    changed.set(false);
    Map<Subject, Pin> all = Map.copyOf(known);
    if (!all.equals(kept)) {
      kept = all;
      Pins pins = new Pins(all);
      inForce = pins.inForce();
      keeper.accept(pins);
    }
  }

  /** Hears of each pin on Hazelcast's one thread for that, and leaves the work to another. */
  private final class Changes
      implements EntryAddedListener<String, Pin>,
          EntryUpdatedListener<String, Pin>,
          EntryMergedListener<String, Pin> {

    @Override
    public void entryAdded(EntryEvent<String, Pin> event) {
      hear(event);
    }

    @Override
    public void entryUpdated(EntryEvent<String, Pin> event) {
      hear(event);
    }

    @Override
    public void entryMerged(EntryEvent<String, Pin> event) {
      hear(event);
    }

    private void hear(EntryEvent<String, Pin> event) {
      take(event.getKey(), event.getValue());
      if (changed.compareAndSet(false, true)) {
        try {
          threads.writing().execute(HazelcastPins.this::publish);
        } catch (RejectedExecutionException shuttingDown) {
          changed.set(false);
        }
      }
    }
  }
}
