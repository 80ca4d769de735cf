package org.gate64.reporting;

import static org.gate64.reporting.FamilyMeters.eachOf;
import static org.gate64.reporting.FamilyMeters.meterOf;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.gate64.reputation.Standing;
import org.gate64.reputation.Standings;

/** What is counted of the standings of those whose mail came over one family of addresses. */
final class StandingMeters {

  private final MeterRegistry registry;
  private final String family;
  private final Map<Standing.State, Counter> networks;
  private final Map<Standing.State, Counter> domains;
  private final Map<Standings.Shield, Counter> shields;

  StandingMeters(MeterRegistry registry, String family) {
    this.registry = registry;
    this.family = family;
    networks = eachOf(Standing.State.class, state -> standing("network", state));
    domains = eachOf(Standing.State.class, state -> standing("domain", state));
    shields = eachOf(Standings.Shield.class, this::shield);
  }

  /** Counts what a client or a message came with. */
  void count(Standings standings) {
    meterOf(networks, standings.network().state()).increment();
    standings
        .speaker()
        .ifPresent(speaker -> meterOf(domains, speaker.standing().state()).increment());
  }

  /** Counts who spoke for a message that had need of it. */
  void countShield(Standings standings) {
    if (standings.network().isBad()) {
      meterOf(shields, standings.shield()).increment();
    }
  }

  private Counter standing(String subject, Standing.State state) {
    return Counter.builder("gate64.standings")
        .description("Standings of those whose mail was judged")
        .tag("subject", subject)
        .tag("state", state.keyword())
        .tag("family", family)
        .register(registry);
  }

  private Counter shield(Standings.Shield shield) {
    return Counter.builder("gate64.shields")
        .description("Messages from networks of bad standing, by who spoke for them")
        .tag("shield", shield.keyword())
        .tag("family", family)
        .register(registry);
  }
}
