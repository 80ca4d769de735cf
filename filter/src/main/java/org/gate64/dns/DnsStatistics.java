package org.gate64.dns;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.gate64.dns.DnsAnswer.FailureReason;

/**
 * Counts lookups by what they are for, since the start of the process. {@link CachingDns} tells it
 * what it could answer itself, {@link MeasuredDns} all the rest. Many threads may count at once;
 * figures read meanwhile need not be of the same instant.
 */
public final class DnsStatistics {

  /**
   * The lookups of one kind. Each that has ended stands under exactly one of the first five, those
   * that shared an answer under way too, each as one.
   *
   * @param answers had records
   * @param negatives were told that there are none (NXDOMAIN or NODATA)
   * @param failures were told nothing, for another reason than a timeout; those that gate64 was
   *     itself too busy for count here
   * @param timeouts got no answer in time
   * @param cacheHits had been answered before, and the answer was remembered
   * @param time how long all those took together that were asked for, waiting for their turn
   *     included; a cache hit takes none, and neither does what gate64 was too busy for
   */
  public record Counts(
      long answers, long negatives, long failures, long timeouts, long cacheHits, Duration time) {}

  private static final class Adders {
    final LongAdder answers = new LongAdder();
    final LongAdder negatives = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder timeouts = new LongAdder();
    final LongAdder cacheHits = new LongAdder();
    final LongAdder nanos = new LongAdder();

    LongAdder of(DnsAnswer answer) {
      if (answer instanceof DnsAnswer.Found) {
        return answers;
      }
      if (answer instanceof DnsAnswer.None) {
        return negatives;
      }
      return isFailure(answer, FailureReason.TIMEOUT) ? timeouts : failures;
    }

    Counts sums() {
      return new Counts(
          answers.sum(),
          negatives.sum(),
          failures.sum(),
          timeouts.sum(),
          cacheHits.sum(),
          Duration.ofNanos(nanos.sum()));
    }
  }

  private final Map<LookupKind, Adders> kinds = new EnumMap<>(LookupKind.class);

  /** Begins with zeros. */
  public DnsStatistics() {
    for (LookupKind kind : LookupKind.values()) {
      kinds.put(kind, new Adders());
    }
  }

  /** What has been counted so far of one kind. */
  public Counts counts(LookupKind kind) {
    return of(kind).sums();
  }

  /** What has been counted so far, of every kind and in their order. */
  public Map<LookupKind, Counts> snapshot() {
    Map<LookupKind, Counts> counts = new EnumMap<>(LookupKind.class);
    for (LookupKind kind : LookupKind.values()) {
      counts.put(kind, counts(kind));
    }
    return counts;
  }

  void hit(DnsQuestion question) {
    of(LookupKind.of(question)).cacheHits.increment();
  }

  void answered(DnsQuestion question, DnsAnswer answer, long nanos) {
    Adders adders = of(LookupKind.of(question));
    adders.of(answer).increment();
    if (!isFailure(answer, FailureReason.OVERLOAD)) {
      adders.nanos.add(nanos);
    }
  }

  private Adders of(LookupKind kind) {
    return Objects.requireNonNull(kinds.get(kind), "every kind has its adders");
  }

  private static boolean isFailure(DnsAnswer answer, FailureReason reason) {
    return answer instanceof DnsAnswer.Failure failure && failure.reason() == reason;
  }
}
