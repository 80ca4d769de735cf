package org.gate64.feedback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gate64.reputation.Tally;

/**
 * What was said of one message: a voice for each reporter. A word adds its weight once, however
 * many say it; who was granted less leaves the rest to the next. Nobody takes back but what he said
 * himself. What he took back stays as a voice that adds nothing, or an older copy would bring it up
 * again. Joining is commutative, associative and idempotent.
 *
 * @param voices the later first
 */
public record Said(List<Voice> voices) implements Joinable<Said> {

  /**
   * More than it takes, but for reporters who are granted next to nothing. Once there are so many
   * nobody else is heard: whom there was no place for when copies were joined may have counted.
   */
  public static final int MOST = 32;

  public Said {
    voices = bounded(voices);
  }

  /** Nothing. */
  public static Said nothing() {
    return new Said(List.of());
  }

  /**
   * What becomes of what somebody has to say.
   *
   * @param then all that was said by then
   * @param counted what it adds
   * @param takenBack what it takes back
   */
  public record Heard(Said then, Optional<Voice> counted, Optional<Voice> takenBack) {

    /** Whether it changed anything. */
    public boolean isAny() {
      return counted.isPresent() || takenBack.isPresent();
    }
  }

  /** Hears somebody; pure, so that whoever knows what was said before knows what came of it. */
  public Heard hear(Utterance utterance) {
    Optional<Voice> own =
        voices.stream()
            .filter(one -> one.reporter().equals(utterance.voice().reporter()))
            .findFirst();
    Voice said = own.map(utterance.voice()::after).orElse(utterance.voice());
    Voice voice = said.atMost(missing(utterance));
    Optional<Voice> before = own.filter(Voice::adds);
    Optional<Voice> takenBack = before.filter(one -> one.word() != voice.word());
    boolean repeats = before.isPresent() && takenBack.isEmpty();
    boolean counts = voice.adds() && !repeats && (own.isPresent() || voices.size() < MOST);
    return counts || takenBack.isPresent()
        ? new Heard(
            join(new Said(List.of(voice))), Optional.of(voice).filter(Voice::adds), takenBack)
        : new Heard(this, Optional.empty(), Optional.empty());
  }

  /** When somebody spoke last. */
  public Instant at() {
    return voices.isEmpty() ? Instant.EPOCH : voices.get(0).at();
  }

  /** What two copies know together; of one reporter the later word. */
  @Override
  public Said join(Said other) {
    List<Voice> both = new ArrayList<>(voices);
    both.addAll(other.voices);
    return new Said(both);
  }

  /** What is left of the full weight of a word. */
  private List<Double> missing(Utterance utterance) {
    List<Double> missing = new ArrayList<>();
    for (double full : utterance.full()) {
      int index = missing.size();
      double left =
          full
              - voices.stream()
                  .filter(one -> one.word() == utterance.voice().word())
                  .mapToDouble(one -> one.weight(index))
                  .sum();
      missing.add(left < Tally.NEGLIGIBLE ? 0 : left);
    }
    return missing;
  }

  private static List<Voice> bounded(List<Voice> voices) {
    Map<String, Voice> latest = new TreeMap<>();
    voices.forEach(voice -> latest.merge(voice.reporter(), voice, Voice::later));
    return latest.values().stream().sorted(Voice.LATEST_FIRST).limit(MOST).toList();
  }
}
