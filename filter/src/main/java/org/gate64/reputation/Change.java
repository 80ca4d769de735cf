package org.gate64.reputation;

/**
 * What is to be added to a subject's record.
 *
 * @param tally weights, at the time of the change; negative ones take back what is left by then
 * @param companions domains that were seen in the network, as {@link Companions} has them
 */
public record Change(Tally tally, Companions companions) {

  /** Weights alone. */
  public static Change of(Tally tally) {
    return new Change(tally, Companions.none());
  }

  /** Both together. */
  public Change plus(Change other, Decay decay) {
    return new Change(tally.plus(other.tally, decay), companions.union(other.companions));
  }
}
