package org.gate64.reputation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gate64.net.ClientAddress.Family;
import org.gate64.net.Network;
import org.gate64.reputation.Score.Level;
import org.gate64.reputation.Score.Memory;
import org.gate64.reputation.Standing.Basis;
import org.gate64.reputation.Standing.State;

/**
 * From records to scores and standings, and nothing else: the same records at the same time make
 * the same standing, on every node.
 *
 * <p>A network's score starts at 0.5, where nothing is known, and goes down the tree: from the /32
 * over /48 and /56 to the /64's long memory, and on to its short one. Each level moves the score of
 * the one above by as much as its record outweighs the level's prior. So a network without a record
 * is taken for what is around it, and one with a record for what it is.
 */
public final class Scoring {

  private static final double ROOT = 0.5;

  private final ScoreSettings settings;
  private final Ancestry ancestry;
  private final Decay decay;

  /** Scores by these settings. */
  public Scoring(ScoreSettings settings, Ancestry ancestry, Decay decay) {
    this.settings = settings;
    this.ancestry = ancestry;
    this.decay = decay;
  }

  /** How records turn into standings. */
  public ScoreSettings settings() {
    return settings;
  }

  /** Which networks are around which. */
  public Ancestry ancestry() {
    return ancestry;
  }

  /** How memory fades. */
  public Decay decay() {
    return decay;
  }

  /** Whose records the score of a subject depends on, the widest first and itself last. */
  public List<Subject> lineage(Subject subject) {
    return subject instanceof Subject.OfNetwork of
        ? subjects(ancestry.lineage(of.network()))
        : List.of(subject);
  }

  /**
   * The score of a subject.
   *
   * @param known the records of its {@linkplain #lineage lineage}, as far as there are any
   */
  public Score score(Subject subject, Map<Subject, TrackRecord> known, Instant now) {
    List<Level> levels = new ArrayList<>();
    for (Subject each : lineage(subject)) {
      addLevels(levels, each, known.getOrDefault(each, TrackRecord.empty()).at(now, decay));
    }
    return new Score(valueOf(levels), levels);
  }

  /** The standing that follows, and whether the subject's own record leads to it. */
  public Standing standing(Subject subject, Map<Subject, TrackRecord> known, Instant now) {
    Score score = score(subject, known, now);
    Tally own = known.getOrDefault(subject, TrackRecord.empty()).at(now, decay);
    State state = state(score);
    Basis basis = state == ownState(subject, own) ? Basis.OWN : Basis.INHERITED;
    return new Standing(state, basis, score.value(), own.longGood() + own.longBad());
  }

  /** Whether it is bad by its own record, so that those around it have heard of it. */
  public boolean isBadByItself(Subject subject, Map<Subject, TrackRecord> known, Instant now) {
    Standing standing = standing(subject, known, now);
    return standing.isBad() && standing.basis() == Basis.OWN;
  }

  /**
   * The vote that a network has to cast in the blocks around it, now that its record is this: when
   * it has become good or bad by that record alone, and has not said so within a half-life.
   */
  public Optional<Cause> vote(Subject subject, TrackRecord own, Instant now) {
    if (electors(subject).isEmpty()) {
      return Optional.empty();
    }
    return switch (ownState(subject, own.at(now, decay))) {
      case GOOD -> Optional.of(Cause.GOOD_CHILD).filter(vote -> isDue(own.votes().good(), now));
      case BAD -> Optional.of(Cause.BAD_CHILD).filter(vote -> isDue(own.votes().bad(), now));
      case UNKNOWN -> Optional.empty();
    };
  }

  /** Whom a subject's vote goes to; nobody, where it has none. */
  public List<Subject> electors(Subject subject) {
    return subject instanceof Subject.OfNetwork of
        ? subjects(ancestry.countedIn(of.network()))
        : List.of();
  }

  private boolean isDue(Instant last, Instant now) {
    return !now.isBefore(last.plus(decay.longHalfLife()));
  }

  /** What a subject's own record alone would make of it. */
  private State ownState(Subject subject, Tally own) {
    List<Level> levels = new ArrayList<>();
    addLevels(levels, subject, own);
    return state(new Score(valueOf(levels), levels));
  }

  private State state(Score score) {
    if (score.informed() < settings.informedFrom()) {
      return State.UNKNOWN;
    }
    if (score.value() < settings.badBelow()) {
      return State.BAD;
    }
    return score.value() > settings.goodAbove() ? State.GOOD : State.UNKNOWN;
  }

  private void addLevels(List<Level> levels, Subject subject, Tally tally) {
    levels.add(
        level(
            subject,
            Memory.LONG,
            longPrior(subject),
            tally.longGood(),
            tally.longBad(),
            valueOf(levels)));
    if (hasShortMemory(subject)) {
      levels.add(
          level(
              subject,
              Memory.SHORT,
              settings.priors().shortMemory(),
              tally.shortGood(),
              tally.shortBad(),
              valueOf(levels)));
    }
  }

  private static double valueOf(List<Level> levels) {
    return levels.isEmpty() ? ROOT : levels.get(levels.size() - 1).score();
  }

  private static Level level(
      Subject subject, Memory memory, double prior, double good, double bad, double above) {
    double score = (good + prior * above) / (good + bad + prior);
    return new Level(subject, memory, prior, good, bad, score);
  }

  private boolean hasShortMemory(Subject subject) {
    if (subject instanceof Subject.OfNetwork of) {
      return ancestry.kind(of.network()) != Ancestry.Kind.BLOCK;
    }
    return subject instanceof Subject.OfDomain;
  }

  private double longPrior(Subject subject) {
    return subject instanceof Subject.OfNetwork of
            && ancestry.kind(of.network()) == Ancestry.Kind.BLOCK
        ? blockPrior(of.network())
        : settings.priors().longMemory();
  }

  private double blockPrior(Network block) {
    ScoreSettings.Priors priors = settings.priors();
    if (block.family() == Family.IPV4) {
      return priors.slash24();
    }
    if (block.length() >= 56) {
      return priors.slash56();
    }
    return block.length() >= 48 ? priors.slash48() : priors.slash32();
  }

  private static List<Subject> subjects(List<Network> networks) {
    return networks.stream().<Subject>map(Subject.OfNetwork::new).toList();
  }
}
