package org.gate64.feedback;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.gate64.reputation.Decay;
import org.gate64.reputation.Tally;

/**
 * What one reporter's words of one kind have come to, for one network or domain. It fades as what
 * they added does.
 *
 * @param weight as it was then
 * @param at when, to the millisecond
 */
public record Balance(double weight, Instant at) implements Joinable<Balance> {

  private static final Comparator<Balance> ORDER =
      Comparator.comparing(Balance::at).thenComparing(Balance::weight);

  /** Cuts the time to the millisecond, so that every store keeps it alike. */
  public Balance {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Of a reporter who has said nothing yet. */
  public static Balance none() {
    return new Balance(0, Instant.EPOCH);
  }

  /**
   * What a reporter wants to add.
   *
   * @param weight at most
   * @param limit what all may come to
   * @param halfLife in this time half of it fades
   */
  public record Request(double weight, double limit, Duration halfLife, Instant at) {

    /** Cuts the time to the millisecond, so that every store has it alike. */
    public Request {
      at = at.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /** What is granted of it. */
  public double granted(Request request) {
    double granted = Math.min(request.weight, request.limit - faded(request));
    return granted < Tally.NEGLIGIBLE ? 0 : granted;
  }

  /** The balance once that has been granted. */
  public Balance after(Request request) {
    return new Balance(faded(request) + granted(request), request.at);
  }

  /** Of two copies the one that counts; the same whichever comes first. */
  @Override
  public Balance join(Balance other) {
    return ORDER.compare(this, other) >= 0 ? this : other;
  }

  /** Where the clock went back, time stood still. */
  private double faded(Request request) {
    long millis = request.at.toEpochMilli() - at.toEpochMilli();
    return weight * Decay.left(millis, request.halfLife);
  }
}
