package org.gate64.feedback.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gate64.feedback.Samples.key;
import static org.gate64.feedback.Samples.newsletter;
import static org.gate64.feedback.Samples.ring;
import static org.gate64.feedback.Samples.subject;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.gate64.feedback.Feedback;
import org.gate64.feedback.Outcome;
import org.gate64.feedback.Reporter;
import org.gate64.feedback.Said;
import org.gate64.feedback.Utterance;
import org.gate64.feedback.Voice;
import org.gate64.feedback.Word;
import org.gate64.reputation.Ancestry;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Decay;
import org.gate64.reputation.ReputationSettings;
import org.gate64.reputation.ScoreSettings;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.hazelcast.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recipients who speak of the same messages at different nodes. */
class SharedWordsTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Decay DECAY = new Decay(Duration.ofDays(14), Duration.ofHours(1));
  private static final Subject DOMAIN = subject("news.example");
  private static final Reporter ALICE = new Reporter("alice");

  private final FeedbackCluster cluster = new FeedbackCluster();
  private final Instant judged = Instant.now();
  private Feedback here;
  private Feedback there;

  @BeforeEach
  void start() throws IOException {
    cluster.startBoth();
    here = feedback(0);
    there = feedback(1);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void oneMessageCountsOnceAtWhicheverNodeItIsSpokenOf() {
    assertThat(say(here, "a", Word.SPAM)).isInstanceOf(Outcome.Counted.class);
    assertThat(say(there, "a", Word.SPAM)).isInstanceOf(Outcome.Repeated.class);

    Cluster.await(SOON, () -> spam(1) > 0.99);
    assertThat(spam(0)).isEqualTo(1, within(0.01));
  }

  @Test
  void aChangeOfMindAtTheOtherNodeTakesTheFirstWordBack() {
    say(here, "a", Word.SPAM);
    Cluster.await(SOON, () -> spam(1) > 0.99);

    Outcome changed = say(there, "a", Word.HAM);

    assertThat(((Outcome.Counted) changed).takenBack()).contains(Word.SPAM);
    Cluster.await(SOON, () -> spam(0) < 0.01 && spam(1) < 0.01);
    Cluster.await(SOON, () -> of(0, Cause.FEEDBACK_HAM) > 0.49);
  }

  @Test
  void ofManyWhoSpeakAtOnceOneCounts() throws Exception {
    ExecutorService many = Executors.newFixedThreadPool(8);
    try {
      List<Future<Outcome>> outcomes =
          many.invokeAll(
              IntStream.range(0, 40)
                  .<Callable<Outcome>>mapToObj(
                      i -> () -> say(i % 2 == 0 ? here : there, "a", Word.SPAM))
                  .toList());
      List<Outcome> counted = new ArrayList<>();
      for (Future<Outcome> outcome : outcomes) {
        if (outcome.get() instanceof Outcome.Counted one) {
          counted.add(one);
        }
      }
      assertThat(counted).hasSize(1);
    } finally {
      many.shutdownNow();
    }
  }

  @Test
  void aReportersLimitHoldsAtAllNodesTogether() {
    for (int i = 0; i < 5; i++) {
      say(here, "here" + i, Word.SPAM);
      say(there, "there" + i, Word.SPAM);
    }

    Cluster.await(SOON, () -> spam(0) > 2.99 && spam(1) > 2.99);
    assertThat(spam(0)).isEqualTo(3, within(0.01));
  }

  @Test
  void wordsOutliveTheNodeWhereTheyWereSaid() {
    say(here, "a", Word.SPAM);

    cluster.member(0).getLifecycleService().terminate();

    assertThat(say(there, "a", Word.SPAM)).isInstanceOf(Outcome.Repeated.class);
  }

  @Test
  void aFloodForgetsTheOldestWordsFirst() {
    HazelcastWordStore words = cluster.words(0);
    CompletableFuture.allOf(
            IntStream.range(0, 6000)
                .mapToObj(i -> words.say("ticket" + i, utterance(i)))
                .toArray(CompletableFuture[]::new))
        .join();

    assertThat(known(words, 0, 1000)).isLessThan(100);
    assertThat(known(words, 5000, 6000)).isGreaterThan(500);
  }

  private static long known(HazelcastWordStore words, int from, int to) {
    return IntStream.range(from, to)
        .filter(i -> !words.said("ticket" + i).join().equals(Said.nothing()))
        .count();
  }

  private Utterance utterance(int second) {
    List<Double> full = List.of(1.0);
    return new Utterance(new Voice("alice", Word.SPAM, full, judged.plusSeconds(second)), full);
  }

  @Test
  void aNodeThatHasLeftSaysSo() {
    cluster.member(0).getLifecycleService().terminate();
    String ticket = here.tickets().write(newsletter("a", judged)).orElseThrow();

    assertThat(here.say(ticket, Word.SPAM, ALICE)).failsWithin(SOON);
  }

  private Outcome say(Feedback feedback, String verdict, Word word) {
    String ticket = feedback.tickets().write(newsletter(verdict, judged)).orElseThrow();
    return feedback.say(ticket, word, ALICE).join();
  }

  private Feedback feedback(int index) {
    return new Feedback(
        () -> ring(key(1, judged)),
        cluster.words(index),
        cluster.store(index),
        FeedbackCluster.SETTINGS,
        new ReputationSettings(
            Map.of(Cause.FEEDBACK_SPAM, 1.0, Cause.FEEDBACK_HAM, 0.5),
            Map.of(),
            10,
            8,
            Duration.ofDays(14)),
        new Scoring(ScoreSettings.usual(), new Ancestry(64, 32), DECAY),
        Clock.systemUTC());
  }

  private double spam(int index) {
    return of(index, Cause.FEEDBACK_SPAM);
  }

  private double of(int index, Cause cause) {
    Map<Subject, TrackRecord> known = cluster.store(index).read(List.of(DOMAIN)).join();
    Tally tally = known.getOrDefault(DOMAIN, TrackRecord.empty()).at(Instant.now(), DECAY);
    return tally.causes().getOrDefault(cause, 0.0);
  }
}
