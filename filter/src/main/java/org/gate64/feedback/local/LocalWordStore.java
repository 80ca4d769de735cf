package org.gate64.feedback.local;

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
import java.util.concurrent.CompletableFuture;
import org.gate64.feedback.Balance;
import org.gate64.feedback.FeedbackSettings;
import org.gate64.feedback.Said;
import org.gate64.feedback.Utterance;
import org.gate64.feedback.WordStore;

/** Remembers recipients' words in this process, and in a file if told to. It answers at once. */
public final class LocalWordStore implements WordStore {

  /** More octets than are written of a message and its reporters, even where many speak of it. */
  private static final long LARGEST_ENTRY = 6000;

  private final Recent<Said> words;
  private final Recent<Balance> accounts;
  private final int largest;

  /** Remembers nothing yet. */
  public LocalWordStore(FeedbackSettings settings, Ticker ticker) {
    Duration keep = settings.keep();
    this.words = new Recent<>(Said.nothing(), keep, settings.entries(), ticker);
    this.accounts = new Recent<>(Balance.none(), keep, settings.accounts(), ticker);
    this.largest = (int) Math.min(1 << 30, settings.entries() * LARGEST_ENTRY);
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

  /** Writes all that is remembered. */
  public void writeTo(OutputStream out) throws IOException {
    PrintWriter text = new PrintWriter(out, false, StandardCharsets.US_ASCII);
    new WordLines(words.all(), accounts.all()).write(text);
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
    byte[] octets = in.readNBytes(largest + 1);
    if (octets.length > largest) {
      throw new IOException("it is larger than any that is written");
    }
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    WordLines lines = WordLines.read(new BufferedReader(new StringReader(text)), now);
    lines
        .words()
        .forEach((ticket, said) -> words.put(ticket, said, Duration.between(said.at(), now)));
    lines
        .accounts()
        .forEach(
            (account, balance) ->
                accounts.put(account, balance, Duration.between(balance.at(), now)));
  }
}
