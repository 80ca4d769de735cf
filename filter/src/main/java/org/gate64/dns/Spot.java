package org.gate64.dns;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Where a lookup is written down by {@link ResolverHealth}: places of its zone, or of what {@link
 * ZoneKey} takes for one, and of its payer. Nobody can choose whom he shares a place with.
 */
record Spot(int zone, int payer) {

  static final int PLACES = 1024;

  private static final long SPREADING = ThreadLocalRandom.current().nextLong() | 1;

  static Spot of(DnsQuestion question, Payer payer) {
    long spread = payer.hashCode() * SPREADING;
    return new Spot(place(ZoneKey.of(question.name())), place(spread ^ (spread >>> 32)));
  }

  private static int place(long hash) {
    return (int) (hash & (PLACES - 1));
  }
}
