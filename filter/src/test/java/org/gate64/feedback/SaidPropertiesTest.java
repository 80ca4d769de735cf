package org.gate64.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gate64.feedback.Samples.NOW;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * What holds for whatever was said of one message, at nodes whose clocks differ; each round has its
 * own seed, and so can be repeated by itself.
 */
class SaidPropertiesTest {

  private static final int ROUNDS = 200;
  private static final int FEW = 24;
  private static final int MANY = 3 * Said.MOST;
  private static final List<Double> FULL = List.of(1.0, 0.5);
  private static final List<Double> GRANTS = List.of(0.0, 0.02, 0.3, 1.0);
  private static final Offset<Double> EXACTLY = within(1e-9);

  private Random random = new Random();
  private int reporters = FEW;

  @RepeatedTest(ROUNDS)
  void itDoesNotMatterWhoIsJoinedFirst(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    reporters = FEW + random.nextInt(MANY - FEW);
    List<Said> copies = crowded(copies(5));
    Said all = copies.stream().reduce(Said.nothing(), Said::join);

    Collections.shuffle(copies, random);
    assertThat(copies.stream().reduce(Said.nothing(), Said::join)).isEqualTo(all);
    Said right =
        copies
            .get(0)
            .join(copies.get(1).join(copies.get(2).join(copies.get(3).join(copies.get(4)))));
    assertThat(right).isEqualTo(all);
  }

  @RepeatedTest(ROUNDS)
  void joiningTwiceIsJoiningOnce(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    List<Said> copies = copies(2);
    Said joined = copies.get(0).join(copies.get(1));

    assertThat(joined.join(joined)).isEqualTo(joined);
    assertThat(joined.join(copies.get(0))).isEqualTo(joined);
    assertThat(copies.get(1).join(joined)).isEqualTo(joined);
  }

  @RepeatedTest(ROUNDS)
  void ofEachReporterTheLaterWordIsKept(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    List<Said> halves = copies(2);
    List<Voice> joined = halves.get(0).join(halves.get(1)).voices();

    assertThat(joined).containsExactlyElementsOf(latest(halves));
  }

  @RepeatedTest(ROUNDS)
  void howeverManyAreJoinedTheirVoicesAreBounded(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    reporters = MANY;
    Said all =
        IntStream.range(0, 20 * Said.MOST).mapToObj(i -> one()).reduce(Said.nothing(), Said::join);

    assertThat(all.voices()).hasSize(Said.MOST);
    assertThat(all.voices()).extracting(Voice::reporter).doesNotHaveDuplicates();
  }

  @RepeatedTest(ROUNDS)
  void anOlderCopyUndoesNothingThatWasHeardSince(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    Said before = copies(2).stream().reduce(Said.nothing(), Said::join);
    Said then = before.hear(utterance()).then();

    assertThat(before.join(then)).isEqualTo(then);
  }

  @RepeatedTest(ROUNDS)
  void whatCountedInOneOfManyPartsCountsInNoneOnceTheyHaveMet(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    reporters = FEW + random.nextInt(MANY - FEW);
    List<Said> parts = copies(1 + random.nextInt(5));
    Said met = parts.stream().reduce(Said.nothing(), Said::join);

    for (Voice voice : latest(parts)) {
      Voice again = new Voice(voice.reporter(), voice.word(), FULL, NOW.plusSeconds(9_999));
      if (voice.adds()) {
        assertThat(met.hear(new Utterance(again, FULL)).counted()).isEmpty();
      }
    }
  }

  @RepeatedTest(ROUNDS)
  void whatIsNotedIsWhatCountedAndNoMoreThanOneWordEach(RepetitionInfo round) {
    random = new Random(round.getCurrentRepetition());
    Said said = Said.nothing();
    Said older = said;
    Map<Word, Double> counted = new TreeMap<>(Map.of(Word.SPAM, 0.0, Word.HAM, 0.0));
    for (int i = 0; i < 100; i++) {
      Said.Heard heard = said.hear(utterance());
      heard.counted().ifPresent(voice -> counted.merge(voice.word(), voice.weight(0), Double::sum));
      heard
          .takenBack()
          .ifPresent(voice -> counted.merge(voice.word(), -voice.weight(0), Double::sum));
      said = heard.then().join(older);
      older = random.nextInt(5) == 0 ? said : older;
    }

    for (Word word : Word.values()) {
      double noted =
          said.voices().stream()
              .filter(voice -> voice.word() == word)
              .mapToDouble(voice -> voice.weight(0))
              .sum();
      assertThat(noted).isCloseTo(counted.get(word), EXACTLY).isBetween(0.0, 1 + 1e-9);
    }
  }

  /** What nodes know that were together once, and have been apart since. */
  private List<Said> copies(int count) {
    Said together = heard(Said.nothing(), random.nextInt(4));
    List<Said> copies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      copies.add(heard(together, 1 + random.nextInt(30)));
    }
    return copies;
  }

  /** Copies that came to know of so many that not all find a place. */
  private List<Said> crowded(List<Said> copies) {
    return copies.stream()
        .map(
            copy ->
                IntStream.range(0, 12)
                    .boxed()
                    .reduce(copy, (all, i) -> all.join(one()), Said::join))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private Said one() {
    return new Said(List.of(utterance().voice()));
  }

  private Said heard(Said before, int words) {
    return IntStream.range(0, words)
        .boxed()
        .reduce(before, (said, i) -> said.hear(utterance()).then(), Said::join);
  }

  private static List<Voice> latest(List<Said> copies) {
    Map<String, Voice> latest = new TreeMap<>();
    copies.forEach(
        copy ->
            copy.voices().forEach(voice -> latest.merge(voice.reporter(), voice, Voice::later)));
    return latest.values().stream().sorted(Voice.LATEST_FIRST).toList();
  }

  private Utterance utterance() {
    String reporter = "r" + random.nextInt(reporters);
    Word word = random.nextBoolean() ? Word.SPAM : Word.HAM;
    double grant = GRANTS.get(random.nextInt(GRANTS.size()));
    Instant at = NOW.plusSeconds(random.nextInt(60));
    return new Utterance(
        new Voice(reporter, word, FULL.stream().map(full -> full * grant).toList(), at), FULL);
  }
}
