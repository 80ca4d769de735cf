package org.gate64.reporting;

import static org.gate64.reporting.FamilyMeters.eachOf;
import static org.gate64.reporting.FamilyMeters.meterOf;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.gate64.net.ClientAddress;

/**
 * Counts decisions. Every label comes from a closed set of words, so that no message can add a time
 * series, and every series is there from the start, at zero: the first refusal after a restart is
 * then an increase that an alert can see. Meters are found once, not for each message.
 */
public final class Metrics {

  /** Up to Postfix's milter_content_timeout. */
  private static final Duration[] BUCKETS =
      IntStream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Map<ClientAddress.Family, FamilyMeters> families;
  private final Map<Exemption, Counter> exemptions;
  private final Timer elapsed;
  private final Timer waited;

  /** Registers its meters; to be done once for each registry. */
  public Metrics(MeterRegistry registry) {
    families = eachOf(ClientAddress.Family.class, family -> new FamilyMeters(registry, family));
    exemptions =
        eachOf(
            Exemption.class,
            exemption ->
                Counter.builder("gate64.exempt")
                    .description("Messages that were not judged, by reason")
                    .tag("reason", exemption.keyword())
                    .register(registry));
    elapsed =
        timer("gate64.message.duration", "From MAIL to the verdict, of messages judged as a whole")
            .register(registry);
    waited =
        timer(
                "gate64.message.wait",
                "How long messages that had arrived as a whole still waited for DNS")
            .register(registry);
  }

  /** Counts a decision; called by whatever thread made it. */
  public void record(Decision decision) {
    Judgement judgement = decision.judgement();
    if (judgement instanceof Judgement.Exempt exempt) {
      meterOf(exemptions, exempt.exemption()).increment();
      return;
    }
    decision
        .client()
        .map(ClientAddress::family)
        .ifPresent(family -> meterOf(families, family).count(judgement));
    boolean early = judgement instanceof Judgement.OfClient;
    if (!early) {
      elapsed.record(decision.elapsed());
      waited.record(decision.waited());
    }
  }

  private static Timer.Builder timer(String name, String description) {
    return Timer.builder(name).description(description).serviceLevelObjectives(BUCKETS);
  }
}
