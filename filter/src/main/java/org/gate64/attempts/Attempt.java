package org.gate64.attempts;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.gate64.net.Network;

/**
 * One or more tries at the same mail, all of them refused.
 *
 * @param first when it was first steered, to the millisecond; where it never was, first refused
 * @param last the same of the last time
 * @param tries how often it was steered
 * @param network from where, at first
 * @param message which message it turned out to be, where only sender and recipient were known at
 *     first
 * @param counted what was counted of it, each thing once however often it comes: some few words
 */
public record Attempt(
    Instant first,
    Instant last,
    int tries,
    Network network,
    Optional<Fingerprint> message,
    Set<String> counted) {

  /** That in which of two attempts goes before the other: steered ones, then earlier ones. */
  private static final Comparator<Attempt> ORDER =
      Comparator.comparing((Attempt attempt) -> attempt.tries == 0)
          .thenComparing(Attempt::first)
          .thenComparing(Attempt::last)
          .thenComparing(Attempt::tries)
          .thenComparing(attempt -> attempt.network.toString())
          .thenComparing(attempt -> attempt.message.isEmpty())
          .thenComparing(attempt -> attempt.message.orElse(new Fingerprint(0, 0)));

  /** Cuts times to the millisecond, so that every store keeps them alike. */
  public Attempt {
    first = first.truncatedTo(ChronoUnit.MILLIS);
    last = last.truncatedTo(ChronoUnit.MILLIS);
    counted = Set.copyOf(counted);
  }

  /** A single try, steered, of which something is counted. */
  public static Attempt steered(Instant now, Network network, Set<String> counted) {
    return new Attempt(now, now, 1, network, Optional.empty(), counted);
  }

  /** A single try that was refused otherwise. */
  public static Attempt refused(Instant now, Network network, Set<String> counted) {
    return new Attempt(now, now, 0, network, Optional.empty(), counted);
  }

  /** The same, of which it is known now which message it is. */
  public Attempt of(Fingerprint known) {
    return new Attempt(first, last, tries, network, Optional.of(known), counted);
  }

  /**
   * Both together. The same whichever comes first, and joined twice is joined once.
   *
   * @param interval tries less than this apart are one: a sender goes to all hosts of a domain in a
   *     row, and comes again only some time later. Where the one began before the other ended, as
   *     two copies that grew apart do, the larger number of tries stands, so that none counts twice
   */
  public Attempt join(Attempt other, Duration interval) {
    boolean inOrder = ORDER.compare(this, other) <= 0;
    Attempt before = inOrder ? this : other;
    Attempt after = inOrder ? other : this;
    Set<String> both = new TreeSet<>(before.counted);
    both.addAll(after.counted);
    boolean onlyOneSteered = before.tries > 0 && after.tries == 0;
    return new Attempt(
        before.first,
        onlyOneSteered || before.last.isAfter(after.last) ? before.last : after.last,
        before.isFollowedBy(after, interval)
            ? before.tries + after.tries
            : Math.max(before.tries, after.tries),
        before.network,
        before.message.or(after::message),
        both);
  }

  private boolean isFollowedBy(Attempt after, Duration interval) {
    return after.first.isAfter(last) && !after.first.isBefore(last.plus(interval));
  }
}
