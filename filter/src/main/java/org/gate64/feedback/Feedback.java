package org.gate64.feedback;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.gate64.reputation.Change;
import org.gate64.reputation.Decay;
import org.gate64.reputation.ReputationSettings;
import org.gate64.reputation.ReputationStore;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;

/**
 * Has recipients' words count for those who sent what they speak of.
 *
 * <p>One message counts once, whoever speaks of it and however often; the other word takes back
 * what is left of the first. What a reporter may still add is asked for before his word is noted,
 * for what it added is noted with it. So where two speak of the same message at the same moment,
 * one of them may have used up something of his limit for nothing; it counts once all the same.
 */
public final class Feedback {

  private final Supplier<KeyRing> keys;
  private final Tickets tickets;
  private final WordStore words;
  private final ReputationStore store;
  private final FeedbackSettings settings;
  private final ReputationSettings weighing;
  private final Decay decay;
  private final InstantSource clock;

  /**
   * @param keys those that are known by now
   * @param store where the words count
   * @param weighing what a word weighs
   */
  public Feedback(
      Supplier<KeyRing> keys,
      WordStore words,
      ReputationStore store,
      FeedbackSettings settings,
      ReputationSettings weighing,
      Decay decay,
      InstantSource clock) {
    this.keys = keys;
    this.tickets = new Tickets(keys, settings.within(), clock);
    this.words = words;
    this.store = store;
    this.settings = settings;
    this.weighing = weighing;
    this.decay = decay;
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
    TicketReading.Valid valid = (TicketReading.Valid) reading;
    Saying saying = new Saying(valid, word, clock.instant());
    return words
        .last(valid.id())
        .thenCompose(
            last ->
                saying.repeats(last)
                    ? CompletableFuture.completedFuture(saying.repeated())
                    : granted(saying, reporter).thenCompose(weights -> note(saying, weights)));
  }

  private CompletableFuture<List<Double>> granted(Saying saying, Reporter reporter) {
    FeedbackKey key = keys.get().signing().orElseThrow();
    Balance.Request request =
        new Balance.Request(
            weighing.weight(saying.word.cause()),
            settings.reporter(),
            decay.longHalfLife(),
            saying.at);
    List<CompletableFuture<Double>> grants =
        saying.subjects(saying.word).stream()
            .map(subject -> words.grant(reporter.account(key, saying.word, subject), request))
            .toList();
    return CompletableFuture.allOf(grants.toArray(CompletableFuture[]::new))
        .thenApply(done -> grants.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<Outcome> note(Saying saying, List<Double> weights) {
    Said said = new Said(saying.word, saying.at, weights);
    return words
        .say(saying.valid.id(), said)
        .thenApply(
            before -> saying.repeats(before) ? saying.repeated() : count(saying, said, before));
  }

  private Outcome count(Saying saying, Said said, Optional<Said> before) {
    before.ifPresent(taken -> add(saying, taken, -1));
    add(saying, said, 1);
    return new Outcome.Counted(
        saying.valid.ticket(),
        said.word(),
        List.copyOf(saying.weights(said).keySet()),
        before.map(Said::word));
  }

  /** What was said before is taken back as far as it is still there: both memories fade. */
  private void add(Saying saying, Said said, int sign) {
    Instant since = said.at().isAfter(saying.at) ? saying.at : said.at();
    saying
        .weights(said)
        .forEach(
            (subject, weight) -> {
              Tally then = Tally.of(said.word().cause(), sign * weight, since);
              store.add(subject, Change.of(then.faded(saying.at, decay)));
            });
  }

  /** One word that is to count. */
  private record Saying(TicketReading.Valid valid, Word word, Instant at) {

    boolean repeats(Optional<Said> last) {
      return last.filter(said -> said.word() == word).isPresent();
    }

    Outcome repeated() {
      return new Outcome.Repeated(valid.ticket(), word);
    }

    List<Subject> subjects(Word spoken) {
      return valid.ticket().whom().of(spoken.cause());
    }

    /** What a word added, and to whom. */
    Map<Subject, Double> weights(Said said) {
      List<Subject> subjects = subjects(said.word());
      Map<Subject, Double> weights = new LinkedHashMap<>();
      for (int i = 0; i < Math.min(subjects.size(), said.weights().size()); i++) {
        if (said.weights().get(i) > 0) {
          weights.put(subjects.get(i), said.weights().get(i));
        }
      }
      return weights;
    }
  }
}
