package org.gate64.feedback;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.gate64.reputation.Change;
import org.gate64.reputation.ReputationSettings;
import org.gate64.reputation.ReputationStore;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;

/**
 * Has recipients' words count for those who sent what they speak of.
 *
 * <p>One message counts once, whoever speaks of it and however often; the other word of the same
 * reporter takes back what is left of his first. What a reporter may still add is asked for before
 * his word is noted, for what it added is noted with it. So where two speak of the same message at
 * the same moment, one of them may have used up something of his limit for nothing; it counts once
 * all the same.
 */
public final class Feedback {

  private final Supplier<KeyRing> keys;
  private final Tickets tickets;
  private final WordStore words;
  private final ReputationStore store;
  private final FeedbackSettings settings;
  private final ReputationSettings weighing;
  private final Scoring scoring;
  private final InstantSource clock;

  /**
   * @param keys those that are known by now
   * @param store where the words count
   * @param weighing what a word weighs
   * @param scoring how it fades, and when a network has heard of an address by itself
   */
  public Feedback(
      Supplier<KeyRing> keys,
      WordStore words,
      ReputationStore store,
      FeedbackSettings settings,
      ReputationSettings weighing,
      Scoring scoring,
      InstantSource clock) {
    this.keys = keys;
    this.tickets = new Tickets(keys, settings.within(), clock);
    this.words = words;
    this.store = store;
    this.settings = settings;
    this.weighing = weighing;
    this.scoring = scoring;
    this.clock = clock;
  }

  /** The tickets that it knows again. */
  public Tickets tickets() {
    return tickets;
  }

  /**
   * Has a word count.
   *
   * @param ticket as it stands in the message, or whatever somebody says does
   * @return fails where the words are remembered elsewhere, and that could not be asked
   */
  public CompletableFuture<Outcome> say(String ticket, Word word, Reporter reporter) {
    TicketReading reading = tickets.read(ticket);
    if (reading instanceof TicketReading.Bad bad) {
      return CompletableFuture.completedFuture(new Outcome.Refused(bad));
    }
    Saying saying = saying((TicketReading.Valid) reading, word, reporter);
    return full(saying)
        .thenCompose(
            full -> words.said(saying.id()).thenCompose(before -> ask(saying, full, before)));
  }

  private Saying saying(TicketReading.Valid valid, Word word, Reporter reporter) {
    return new Saying(
        valid,
        Bearers.of(valid.ticket().whom(), scoring.ancestry()),
        word,
        reporter,
        keys.get().signing().orElseThrow(),
        clock.instant());
  }

  /** What the word may add to each, whoever says it. */
  private CompletableFuture<List<Double>> full(Saying saying) {
    double weight = weighing.weight(saying.word().cause());
    Bearers bearers = saying.bearers();
    if (bearers.around().isEmpty()) {
      return CompletableFuture.completedFuture(bearers.full(saying.word(), weight));
    }
    Subject address = new Subject.OfNetwork(bearers.whom().network());
    return store
        .read(scoring.lineage(address))
        .thenApply(
            known ->
                scoring.isBadByItself(address, known, saying.at())
                    ? bearers.fullOfAddress(saying.word(), weight)
                    : bearers.full(saying.word(), weight));
  }

  private CompletableFuture<Outcome> ask(Saying saying, List<Double> full, Said before) {
    Said.Heard atMost = before.hear(new Utterance(saying.voice(full), full));
    if (!atMost.isAny()) {
      return CompletableFuture.completedFuture(idle(saying, full, Optional.empty()));
    }
    List<Double> wanted = atMost.counted().map(Voice::weights).orElse(List.of());
    return granted(saying, wanted)
        .thenCompose(
            weights -> {
              Utterance utterance = new Utterance(saying.voice(weights), full);
              return words
                  .say(saying.id(), utterance)
                  .thenApply(then -> count(saying, utterance, then));
            });
  }

  private CompletableFuture<List<Double>> granted(Saying saying, List<Double> wanted) {
    List<Subject> subjects = saying.subjects();
    List<CompletableFuture<Double>> grants = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Balance.Request request =
          new Balance.Request(
              wanted.get(i), settings.reporter(), scoring.decay().longHalfLife(), saying.at());
      grants.add(
          wanted.get(i) > 0
              ? words.grant(saying.account(subjects.get(i)), request)
              : CompletableFuture.completedFuture(0.0));
    }
    return CompletableFuture.allOf(grants.toArray(CompletableFuture[]::new))
        .thenApply(done -> grants.stream().map(CompletableFuture::join).toList());
  }

  private Outcome count(Saying saying, Utterance utterance, Said before) {
    Said.Heard heard = before.hear(utterance);
    heard.takenBack().ifPresent(voice -> added(saying, voice, Tally::negated));
    List<Subject> subjects =
        heard.counted().map(voice -> added(saying, voice, tally -> tally)).orElse(List.of());
    Optional<Word> takenBack = heard.takenBack().map(Voice::word);
    List<Double> full = utterance.full();
    boolean tooLate = !before.hear(new Utterance(saying.voice(full), full)).isAny();
    if (tooLate || weighsNothing(full)) {
      return idle(saying, full, takenBack);
    }
    return subjects.isEmpty()
        ? new Outcome.Capped(saying.ticket(), saying.word(), takenBack)
        : new Outcome.Counted(saying.ticket(), saying.word(), subjects, takenBack);
  }

  /** Of a word that adds nothing, and would add nothing if anybody else said it. */
  private static Outcome idle(Saying saying, List<Double> full, Optional<Word> takenBack) {
    return weighsNothing(full)
        ? new Outcome.Weightless(saying.ticket(), saying.word(), takenBack)
        : new Outcome.Repeated(saying.ticket(), saying.word());
  }

  private static boolean weighsNothing(List<Double> full) {
    return full.stream().allMatch(weight -> weight == 0);
  }

  /** Has it counted; what is taken back, as far as it is still there, for both memories fade. */
  private List<Subject> added(Saying saying, Voice voice, UnaryOperator<Tally> how) {
    Map<Subject, Tally> added = saying.bearers().added(voice, saying.at(), scoring.decay());
    added.forEach((subject, tally) -> store.add(subject, Change.of(how.apply(tally))));
    return List.copyOf(added.keySet());
  }
}
