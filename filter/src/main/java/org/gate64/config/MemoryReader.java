package org.gate64.config;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.gate64.feedback.FeedbackSettings;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Decay;
import org.gate64.reputation.ReputationSettings;
import org.gate64.reputation.ScoreSettings;
import org.gate64.reputation.ScoreSettings.Priors;
import org.gate64.reputation.Standing.State;

/** Reads what is remembered of senders, and what follows. */
final class MemoryReader {

  private static final Notation<Double> SHARE = Notations.decimal(0, 1);
  private static final Notation<Double> PRIOR = Notations.decimal(1, 10_000);
  private static final Notation<Double> WEIGHT = Notations.decimal(0, 1000);
  private static final Notation<String> TRAP =
      new Notation<>(
          "an address like trap@example.net, or @example.net for all of a domain",
          MemoryReader::trap);
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\"]{0,64}@[^\\s@<>\"]{1,253}");

  private MemoryReader() {}

  static MemorySettings read(Section section, MemorySettings defaults, HeaderSettings headers) {
    MemorySettings.Use use =
        section.value("enabled", defaults.use() == MemorySettings.Use.ON, Notations.yesOrNo())
            ? MemorySettings.Use.ON
            : MemorySettings.Use.OFF;
    Decay decay =
        new Decay(
            section.value(
                "half-life",
                defaults.decay().longHalfLife(),
                Notations.duration(Duration.ofHours(1), Duration.ofDays(365))),
            section.value(
                "short-half-life",
                defaults.decay().shortHalfLife(),
                Notations.duration(Duration.ofMinutes(1), Duration.ofDays(7))));
    section.notBelow("half-life", decay.longHalfLife(), "short-half-life", decay.shortHalfLife());
    MemorySettings settings =
        new MemorySettings(
            use,
            decay,
            score(section, defaults.score()),
            weighing(section, defaults.weighing()),
            feedback(section.section("feedback"), defaults.feedback()),
            Set.copyOf(section.list("traps", List.copyOf(defaults.traps()), TRAP)),
            ContentFilterReader.read(section.section("content-filter"), headers),
            section.value("entries", defaults.entries(), Notations.wholeNumber(1000, 50_000_000)),
            section.value(
                "snapshot-interval",
                defaults.snapshotInterval(),
                Notations.duration(Duration.ofSeconds(1), Duration.ofHours(24))));
    section.finish();
    return settings;
  }

  private static ScoreSettings score(Section section, ScoreSettings defaults) {
    Section block = section.section("priors");
    Priors usual = defaults.priors();
    Priors priors =
        new Priors(
            block.value("ipv6-32", usual.slash32(), PRIOR),
            block.value("ipv6-48", usual.slash48(), PRIOR),
            block.value("ipv6-56", usual.slash56(), PRIOR),
            block.value("ipv4-24", usual.slash24(), PRIOR),
            block.value("long", usual.longMemory(), PRIOR),
            block.value("short", usual.shortMemory(), PRIOR));
    block.finish();
    double badBelow = section.value("bad-below", defaults.badBelow(), SHARE);
    double goodAbove = section.value("good-above", defaults.goodAbove(), SHARE);
    if (goodAbove < badBelow) {
      section.problem("good-above", "is below bad-below (" + badBelow + ")");
    }
    return new ScoreSettings(
        priors,
        badBelow,
        goodAbove,
        section.value("informed-from", defaults.informedFrom(), SHARE));
  }

  private static ReputationSettings weighing(Section section, ReputationSettings defaults) {
    return new ReputationSettings(
        weights(section.section("weights"), defaults.weights()),
        hourly(section.section("hourly"), defaults.hourly()),
        section.value("probation", defaults.probation(), Notations.wholeNumber(0, 100_000)),
        section.value("shared-from", defaults.sharedFrom(), Notations.wholeNumber(2, 32)),
        section.value(
            "shared-within",
            defaults.sharedWithin(),
            Notations.duration(Duration.ofHours(1), Duration.ofDays(90))));
  }

  private static Map<Cause, Double> weights(Section section, Map<Cause, Double> defaults) {
    Map<Cause, Double> weights = new EnumMap<>(Cause.class);
    defaults.forEach(
        (cause, weight) -> weights.put(cause, section.value(cause.keyword(), weight, WEIGHT)));
    section.finish();
    return weights;
  }

  private static FeedbackSettings feedback(Section section, FeedbackSettings defaults) {
    FeedbackSettings settings =
        new FeedbackSettings(
            section.value(
                "within",
                defaults.within(),
                Notations.duration(Duration.ofHours(1), Duration.ofDays(365))),
            section.value("reporter", defaults.reporter(), WEIGHT),
            section.value("entries", defaults.entries(), Notations.wholeNumber(1000, 1_000_000)));
    section.finish();
    return settings;
  }

  /** Zero is no bound. */
  private static Map<State, Integer> hourly(Section section, Map<State, Integer> defaults) {
    Map<State, Integer> hourly = new EnumMap<>(State.class);
    for (State state : State.values()) {
      int bound =
          section.value(
              state.keyword(),
              defaults.getOrDefault(state, 0),
              Notations.wholeNumber(0, 100_000_000));
      if (bound > 0) {
        hourly.put(state, bound);
      }
    }
    section.finish();
    return hourly;
  }

  private static Optional<String> trap(String text) {
    return Optional.of(text.toLowerCase(Locale.ROOT))
        .filter(address -> ADDRESS.matcher(address).matches());
  }
}
