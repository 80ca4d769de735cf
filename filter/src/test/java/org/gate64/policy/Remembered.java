package org.gate64.policy;

import java.util.Optional;
import org.gate64.reputation.Standing;
import org.gate64.reputation.Standing.Basis;
import org.gate64.reputation.Standing.State;
import org.gate64.reputation.Standings;
import org.gate64.reputation.Standings.Shield;
import org.gate64.reputation.Standings.Speaker;
import org.gate64.reputation.Standings.Traffic;

/** Makes standings to decide by. The domain is example.org. */
record Remembered(Standings standings) {

  static Standing good() {
    return new Standing(State.GOOD, Basis.OWN, 0.93, 412);
  }

  static Standing bad() {
    return bad(Basis.OWN);
  }

  static Standing bad(Basis basis) {
    return new Standing(State.BAD, basis, 0.07, 60);
  }

  static Remembered network(Standing network) {
    return new Remembered(
        new Standings(network, Optional.empty(), Shield.NONE, Standings.unknown().traffic()));
  }

  Remembered speaker(Standing standing) {
    Speaker speaker = new Speaker(Cases.name("example.org"), standing);
    return with(Optional.of(speaker), standings.shield(), standings.traffic());
  }

  Remembered shieldedBy(Shield shield) {
    return with(standings.speaker(), shield, standings.traffic());
  }

  Remembered sending(double hourly, int allowed) {
    return with(standings.speaker(), standings.shield(), new Traffic(hourly, Optional.of(allowed)));
  }

  private Remembered with(Optional<Speaker> speaker, Shield shield, Traffic traffic) {
    return new Remembered(new Standings(standings.network(), speaker, shield, traffic));
  }
}
