package org.gate64.reputation;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.gate64.reputation.Cause.Side;

/**
 * Weights for and against one subject, as they were at one time; they fade from then on.
 *
 * <p>The long memory keeps apart what each cause contributed, so that a score can explain itself.
 * The short one keeps sums only: it answers the one question whether things went wrong just now.
 *
 * @param at when the weights were these
 * @param causes the long memory: a weight for each cause that contributed
 * @param shortGood the short memory, what spoke for the subject
 * @param shortBad the same, what spoke against it
 * @param mails messages, fading like the short memory: at a steady rate of n an hour, n / ln 2
 * @param probations those among them that a bad network was let off for a domain's sake
 */
public record Tally(
    Instant at,
    Map<Cause, Double> causes,
    double shortGood,
    double shortBad,
    double mails,
    double probations) {

  /** Less than this is nothing: a thousandth of a spam. */
  public static final double NEGLIGIBLE = 0.001;

  public Tally {
    causes = Collections.unmodifiableMap(copy(causes));
  }

  /** Nothing yet. */
  public static Tally empty() {
    return new Tally(Instant.EPOCH, Map.of(), 0, 0, 0, 0);
  }

  /** One contribution; a negative weight takes back what is left of an earlier one. */
  public static Tally of(Cause cause, double weight, Instant at) {
    boolean good = cause.side() == Side.GOOD;
    return new Tally(at, Map.of(cause, weight), good ? weight : 0, good ? 0 : weight, 0, 0);
  }

  /** One message. */
  public static Tally ofMail(Instant at) {
    return new Tally(at, Map.of(), 0, 0, 1, 0);
  }

  /** One message that a bad network was let off. */
  public static Tally ofProbation(Instant at) {
    return new Tally(at, Map.of(), 0, 0, 0, 1);
  }

  /** What is left of it at a time; at an earlier one, what it is. */
  public Tally faded(Instant now, Decay decay) {
    if (!now.isAfter(at)) {
      return this;
    }
    long millis = now.toEpochMilli() - at.toEpochMilli();
    double ofLong = decay.ofLong(millis);
    double ofShort = decay.ofShort(millis);
    Map<Cause, Double> faded = new EnumMap<>(Cause.class);
    causes.forEach((cause, weight) -> faded.put(cause, weight * ofLong));
    return new Tally(
        now, faded, shortGood * ofShort, shortBad * ofShort, mails * ofShort, probations * ofShort);
  }

  /**
   * What it comes to at a time that is certain: faded, and where its own time is later, so that
   * some clock must have been wrong, taken for one of this time.
   */
  Tally asOf(Instant now, Decay decay) {
    Tally faded = faded(now, decay);
    return new Tally(
        now, faded.causes, faded.shortGood, faded.shortBad, faded.mails, faded.probations);
  }

  /** The long memory, and nothing of the rest. */
  public Tally longAlone() {
    return partOfLong(1);
  }

  /** What takes it back. */
  public Tally negated() {
    Map<Cause, Double> negated = copy(causes);
    negated.replaceAll((cause, weight) -> -weight);
    return new Tally(at, negated, -shortGood, -shortBad, -mails, -probations);
  }

  /** A part of the long memory, and nothing of the rest. */
  Tally partOfLong(double part) {
    Map<Cause, Double> parts = copy(causes);
    parts.replaceAll((cause, weight) -> weight * part);
    return new Tally(at, parts, 0, 0, 0, 0);
  }

  /** Both together, at the later of their times; the order does not matter. */
  public Tally plus(Tally other, Decay decay) {
    Instant later = at.isAfter(other.at) ? at : other.at;
    Tally mine = faded(later, decay);
    Tally theirs = other.faded(later, decay);
    Map<Cause, Double> sum = copy(mine.causes);
    theirs.causes.forEach((cause, weight) -> sum.merge(cause, weight, Double::sum));
    return new Tally(
        later,
        sum,
        mine.shortGood + theirs.shortGood,
        mine.shortBad + theirs.shortBad,
        mine.mails + theirs.mails,
        mine.probations + theirs.probations);
  }

  /**
   * Without what is too little to matter. What is less than nothing stays: it takes back what
   * another writer counted.
   */
  Tally trimmed() {
    Map<Cause, Double> kept = copy(causes);
    kept.values().removeIf(weight -> trimmed(weight) == 0);
    return new Tally(
        at, kept, trimmed(shortGood), trimmed(shortBad), trimmed(mails), trimmed(probations));
  }

  /** Without what was taken back and had faded, or been forgotten, before. */
  Tally withoutDebts() {
    Map<Cause, Double> kept = copy(causes);
    kept.values().removeIf(weight -> weight <= 0);
    return new Tally(
        at,
        kept,
        Math.max(0, shortGood),
        Math.max(0, shortBad),
        Math.max(0, mails),
        Math.max(0, probations));
  }

  /** What of it is less than nothing. */
  Tally debts() {
    Map<Cause, Double> debts = copy(causes);
    debts.values().removeIf(weight -> weight >= 0);
    return new Tally(
        at,
        debts,
        Math.min(0, shortGood),
        Math.min(0, shortBad),
        Math.min(0, mails),
        Math.min(0, probations));
  }

  /** Whether anything of it is less than nothing. */
  boolean takesBack() {
    return !debts().isEmpty();
  }

  boolean isEmpty() {
    return causes.isEmpty() && shortGood == 0 && shortBad == 0 && mails == 0 && probations == 0;
  }

  /** All in the long memory that speaks for the subject. */
  public double longGood() {
    return sum(Side.GOOD);
  }

  /** All in the long memory that speaks against it. */
  public double longBad() {
    return sum(Side.BAD);
  }

  private double sum(Side side) {
    double sum = 0;
    for (Map.Entry<Cause, Double> entry : causes.entrySet()) {
      sum += entry.getKey().side() == side ? entry.getValue() : 0;
    }
    return sum;
  }

  private static double trimmed(double weight) {
    return Math.abs(weight) < NEGLIGIBLE ? 0 : weight;
  }

  private static Map<Cause, Double> copy(Map<Cause, Double> causes) {
    Map<Cause, Double> copy = new EnumMap<>(Cause.class);
    copy.putAll(causes);
    return copy;
  }
}
