package org.gate64.feedback.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.gate64.feedback.Balance;
import org.gate64.feedback.Said;
import org.gate64.feedback.WordStore;

/** Remembers recipients' words in this process, and in a file if told to. It answers at once. */
public final class LocalWordStore implements WordStore {

  /** More than is ever written, at 150 octets for each of what is remembered. */
  private static final int LARGEST = 64 << 20;

  private final Duration keep;
  private final Cache<String, Said> words;
  private final Cache<String, Balance> accounts;

  /**
   * Remembers nothing yet.
   *
   * @param keep for how long after it was said a word is known
   * @param entries how many messages are known at most, and accounts of reporters; what is heard of
   *     least goes first
   */
  public LocalWordStore(Duration keep, int entries, Ticker ticker) {
    this.keep = keep;
    this.words = bounded(keep, entries, ticker).build();
    this.accounts = bounded(keep, entries, ticker).build();
  }

  @Override
  public CompletableFuture<Optional<Said>> last(String ticket) {
    return CompletableFuture.completedFuture(Optional.ofNullable(words.getIfPresent(ticket)));
  }

  @Override
  public CompletableFuture<Optional<Said>> say(String ticket, Said said) {
    AtomicReference<Optional<Said>> before = new AtomicReference<>(Optional.empty());
    words
        .asMap()
        .merge(
            ticket,
            said,
            (known, next) -> {
              before.set(Optional.of(known));
              return known.word() == next.word() ? known : next;
            });
    return CompletableFuture.completedFuture(before.get());
  }

  @Override
  public CompletableFuture<Double> grant(String account, Balance.Request request) {
    double[] granted = {0};
    accounts
        .asMap()
        .compute(
            account,
            (ignored, known) -> {
              Balance before = known == null ? Balance.none() : known;
              granted[0] = before.granted(request);
              return before.after(request);
            });
    return CompletableFuture.completedFuture(granted[0]);
  }

  /** Writes all that is remembered. */
  public void writeTo(OutputStream out) throws IOException {
    PrintWriter text = new PrintWriter(out, false, StandardCharsets.US_ASCII);
    new WordLines(Map.copyOf(words.asMap()), Map.copyOf(accounts.asMap())).write(text);
    if (text.checkError()) {
      throw new IOException("not all of it could be written");
    }
  }

  /**
   * Remembers what was written, as far as it is not too old by now.
   *
   * @throws IOException where it is something else, or not all of it; then nothing of it is
   *     remembered
   */
  public void readFrom(InputStream in, Instant now) throws IOException {
    byte[] octets = in.readNBytes(LARGEST + 1);
    if (octets.length > LARGEST) {
      throw new IOException("it is larger than any that is written");
    }
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    WordLines lines = WordLines.read(new BufferedReader(new StringReader(text)));
    Instant oldest = now.minus(keep);
    lines
        .words()
        .forEach(
            (ticket, said) -> {
              if (said.at().isAfter(oldest)) {
                words.put(ticket, said);
              }
            });
    accounts.putAll(lines.accounts());
  }

  private static Caffeine<Object, Object> bounded(Duration keep, int entries, Ticker ticker) {
    return Caffeine.newBuilder()
        .executor(Runnable::run)
        .ticker(ticker)
        .expireAfterWrite(keep)
        .maximumSize(entries);
  }
}
