package org.gate64.reputation;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** What is known of those who send; and what they do is remembered. */
public final class Reputation {

  private final ReputationStore store;
  private final Scoring scoring;
  private final ReputationSettings settings;
  private final Supplier<Pins> pins;
  private final InstantSource clock;

  /**
   * @param pins what operators have set, by now
   */
  public Reputation(
      ReputationStore store,
      Scoring scoring,
      ReputationSettings settings,
      Supplier<Pins> pins,
      InstantSource clock) {
    this.store = store;
    this.scoring = scoring;
    this.settings = settings;
    this.pins = pins;
    this.clock = clock;
  }

  /** Begins to ask for a client, at the beginning of a message. */
  public SenderReputation of(Sender sender) {
    return new SenderReputation(this, sender, store.read(scoring.lineage(sender.address())));
  }

  /** Which network a client belongs to, and what is around it. */
  public Ancestry ancestry() {
    return scoring.ancestry();
  }

  ReputationStore store() {
    return store;
  }

  ReputationSettings settings() {
    return settings;
  }

  Scoring scoring() {
    return scoring;
  }

  InstantSource clock() {
    return clock;
  }

  Weighing weighing(Sender sender, Map<Subject, TrackRecord> known) {
    return new Weighing(scoring, settings, pins.get(), sender, known, clock.instant());
  }
}
