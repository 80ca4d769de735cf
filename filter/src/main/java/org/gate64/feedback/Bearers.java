package org.gate64.feedback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gate64.reputation.Ancestry;
import org.gate64.reputation.Attribution;
import org.gate64.reputation.Cause.Side;
import org.gate64.reputation.Decay;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;

/**
 * Those whom words on one message count for.
 *
 * @param around the network that a part of what is held against a lone address counts for
 */
record Bearers(Attribution whom, Optional<Subject> around) {

  static Bearers of(Attribution whom, Ancestry ancestry) {
    return new Bearers(whom, whom.around(ancestry));
  }

  /** In the order in which voices have their weights. */
  List<Subject> of(Word word) {
    List<Subject> subjects = new ArrayList<>(whom.of(word.cause()));
    if (word.cause().side() == Side.BAD) {
      around.ifPresent(subjects::add);
    }
    return subjects;
  }

  /** What a word of this weight may add to each. */
  List<Double> full(Word word, double weight) {
    return full(word, weight, Attribution.forAll(tally(word, weight, Instant.EPOCH)).longBad());
  }

  /** The same, once the address has turned bad itself. */
  List<Double> fullOfAddress(Word word, double weight) {
    return full(word, weight, 0);
  }

  /** What is left by now of what a voice added to each. */
  Map<Subject, Tally> added(Voice voice, Instant now, Decay decay) {
    Instant since = voice.at().isAfter(now) ? now : voice.at();
    List<Subject> subjects = of(voice.word());
    Map<Subject, Tally> added = new LinkedHashMap<>();
    for (int i = 0; i < subjects.size(); i++) {
      if (voice.weight(i) > 0) {
        Tally then = tally(voice.word(), voice.weight(i), since);
        Tally counted = isAround(subjects.get(i)) ? then.longAlone() : then;
        added.put(subjects.get(i), counted.faded(now, decay));
      }
    }
    return added;
  }

  private List<Double> full(Word word, double weight, double part) {
    return of(word).stream().map(subject -> isAround(subject) ? part : weight).toList();
  }

  private static Tally tally(Word word, double weight, Instant at) {
    return Tally.of(word.cause(), weight, at);
  }

  private boolean isAround(Subject subject) {
    return around.filter(subject::equals).isPresent();
  }
}
