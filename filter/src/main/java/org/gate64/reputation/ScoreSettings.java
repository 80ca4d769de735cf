package org.gate64.reputation;

/**
 * How records turn into standings.
 *
 * @param priors how much it takes to outweigh what is inherited
 * @param badBelow a score below this is bad
 * @param goodAbove a score above this is good
 * @param informedFrom with less of a score resting on records than this, nothing is concluded
 */
public record ScoreSettings(Priors priors, double badBelow, double goodAbove, double informedFrom) {

  /**
   * Weights of the prior at each level, in the unit of the tallies: as much record as this, and the
   * level counts as much as all above it.
   *
   * @param slash32 of IPv6: a block that a provider was allocated
   * @param slash48 of IPv6: a site
   * @param slash56 of IPv6: a customer with several networks
   * @param slash24 of IPv4: the neighbourhood of an address
   * @param longMemory a network, address or domain
   * @param shortMemory the same within the last hours
   */
  public record Priors(
      double slash32,
      double slash48,
      double slash56,
      double slash24,
      double longMemory,
      double shortMemory) {}

  /** What gate64 comes with. */
  public static ScoreSettings usual() {
    return new ScoreSettings(new Priors(20, 8, 4, 8, 10, 20), 0.25, 0.75, 0.6);
  }
}
