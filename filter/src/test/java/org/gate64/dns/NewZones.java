package org.gate64.dns;

import java.util.HashSet;
import java.util.Set;
import org.gate64.net.DomainName;

/** Zones that were not heard of before, each for a network of its own. */
final class NewZones {

  private final Set<Integer> places = new HashSet<>();
  private int number;

  /** Lets so many of them be heard of. */
  void hear(ResolverHealth health, int count, DnsAnswer answer) {
    for (int i = 0; i < count; i++) {
      DnsQuestion zone = next();
      health.heard(zone, answer, payerOf(zone));
    }
  }

  /**
   * Of two zones at one place the second would not be heard, so they get one each, if they can; and
   * none is for whoever shares a place with {@link Payers#SOMEBODY}.
   */
  DnsQuestion next() {
    if (places.size() == Spot.PLACES) {
      places.clear();
    }
    while (true) {
      DomainName name = DomainName.parse("mail.zone" + number++ + ".example").orElseThrow();
      DnsQuestion question = new DnsQuestion(name, RecordType.TXT);
      Spot spot = Spot.of(question, payerOf(question));
      boolean apart = spot.payer() != Spot.of(question, Payers.SOMEBODY).payer();
      if (apart && places.add(spot.zone())) {
        return question;
      }
    }
  }

  static Payer payerOf(DnsQuestion zone) {
    return Payers.number(zone.hashCode() & 0xffff);
  }
}
