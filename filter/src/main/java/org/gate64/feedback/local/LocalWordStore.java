package org.gate64.feedback.local;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.gate64.feedback.Balance;
import org.gate64.feedback.FeedbackSettings;
import org.gate64.feedback.Said;
import org.gate64.feedback.Utterance;
import org.gate64.feedback.WordArchive;
import org.gate64.feedback.WordStore;

/** Remembers recipients' words in this process. It answers at once. */
public final class LocalWordStore implements WordStore, WordArchive {

  private final Recent<Said> words;
  private final Recent<Balance> accounts;

  /** Remembers nothing yet. */
  public LocalWordStore(FeedbackSettings settings, Ticker ticker) {
    Duration keep = settings.keep();
    this.words = new Recent<>(Said.nothing(), keep, settings.entries(), ticker);
    this.accounts = new Recent<>(Balance.none(), keep, settings.accounts(), ticker);
  }

  @Override
  public CompletableFuture<Said> said(String ticket) {
    return CompletableFuture.completedFuture(words.get(ticket));
  }

  @Override
  public CompletableFuture<Said> say(String ticket, Utterance utterance) {
    return CompletableFuture.completedFuture(
        words.change(ticket, before -> before.hear(utterance).then()));
  }

  @Override
  public CompletableFuture<Double> grant(String account, Balance.Request request) {
    Balance before = accounts.change(account, known -> known.after(request));
    return CompletableFuture.completedFuture(before.granted(request));
  }

  @Override
  public Stream<Map.Entry<String, Said>> words() {
    return words.all().entrySet().stream();
  }

  @Override
  public Stream<Map.Entry<String, Balance>> accounts() {
    return accounts.all().entrySet().stream();
  }

  @Override
  public void restore(String ticket, Said said, Instant now) {
    words.restore(ticket, known -> known.join(said), joined -> Duration.between(joined.at(), now));
  }

  @Override
  public void restore(String account, Balance balance, Instant now) {
    accounts.restore(
        account, known -> known.join(balance), joined -> Duration.between(joined.at(), now));
  }
}
