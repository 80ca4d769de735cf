package org.gate64.feedback.snapshot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.gate64.feedback.Balance;
import org.gate64.feedback.Said;
import org.gate64.feedback.Voice;
import org.gate64.feedback.Word;
import org.gate64.feedback.WordArchive;

/**
 * What is remembered of recipients' words, as lines of text. The last says how many went before it,
 * so that a part is not taken for all. Only one line at a time is held.
 */
public final class WordLines {

  private static final int LONGEST = 512;

  /** At some 150 octets each, well below a gigabyte. */
  private static final long MOST = 5_000_000;

  private static final String FIRST = "gate64 feedback words 1";
  private static final String SAID = "said";
  private static final String BALANCE = "balance";
  private static final String LAST = "end";
  private static final int MOST_PARTS = 8;

  private WordLines() {}

  /** Writes all of it, up to five million lines, and leaves the stream open. */
  public static void write(WordArchive words, OutputStream out) throws IOException {
    write(words, out, MOST);
  }

  static void write(WordArchive words, OutputStream out, long most) throws IOException {
    Lines lines = new Lines(new PrintWriter(out, false, StandardCharsets.US_ASCII), most);
    lines.text.print(FIRST + "\n");
    words
        .words()
        .forEach(
            entry ->
                entry.getValue().voices().forEach(voice -> lines.add(line(entry.getKey(), voice))));
    words.accounts().forEach(entry -> lines.add(line(entry.getKey(), entry.getValue())));
    lines.text.print(LAST + " " + lines.count + "\n");
    if (lines.text.checkError()) {
      throw new IOException("not all of it could be written");
    }
  }

  /**
   * Looks whether it is all there.
   *
   * @throws IOException where it is something else, or not all of it
   */
  public static void check(InputStream in) throws IOException {
    read(in, Instant.MAX, new Nowhere());
  }

  /**
   * Has restored what was written. A time that has not come yet is taken for now, for some clock
   * must have been wrong.
   *
   * @throws IOException where a {@linkplain #check check} fails; some of it may be restored by then
   */
  public static void read(InputStream in, Instant now, WordArchive into) throws IOException {
    BufferedReader text =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
    if (!FIRST.equals(line(text))) {
      throw new IOException("it holds no words of recipients");
    }
    for (long lines = 0; ; lines++) {
      List<String> parts = List.of(line(text).split(" ", MOST_PARTS + 1));
      try {
        if (parts.get(0).equals(LAST) && Long.parseLong(parts.get(1)) == lines) {
          return;
        }
        restore(parts, now, into);
      } catch (IllegalArgumentException | IndexOutOfBoundsException senseless) {
        throw new IOException("line " + (lines + 2) + " makes no sense", senseless);
      }
    }
  }

  private static void restore(List<String> parts, Instant now, WordArchive into) {
    switch (parts.get(0)) {
      case SAID -> into.restore(parts.get(1), said(parts, now), now);
      case BALANCE -> into.restore(parts.get(1), balance(parts, now), now);
      default -> throw new IllegalArgumentException("of no kind that is known");
    }
  }

  /** The next line, without its end; what has none is no line. */
  private static String line(BufferedReader text) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = text.read(); next != '\n'; next = text.read()) {
      if (next < 0) {
        throw new IOException("its end is missing");
      }
      if (line.length() == LONGEST) {
        throw new IOException("a line is longer than any that is written");
      }
      line.append((char) next);
    }
    return line.toString();
  }

  private static String line(String ticket, Voice voice) {
    String weights =
        voice.weights().stream().map(weight -> " " + weight).collect(Collectors.joining());
    String at = voice.at().toEpochMilli() + weights;
    return String.join(" ", SAID, ticket, voice.reporter(), voice.word().keyword(), at);
  }

  private static String line(String account, Balance balance) {
    return String.join(
        " ",
        BALANCE,
        account,
        Long.toString(balance.at().toEpochMilli()),
        Double.toString(balance.weight()));
  }

  private static Said said(List<String> parts, Instant now) {
    if (parts.size() > MOST_PARTS) {
      throw new IllegalArgumentException("too many weights");
    }
    Voice voice =
        new Voice(
            parts.get(2),
            Word.byKeyword(parts.get(3)).orElseThrow(IllegalArgumentException::new),
            parts.subList(5, parts.size()).stream().map(WordLines::weight).toList(),
            time(parts.get(4), now));
    return new Said(List.of(voice));
  }

  private static Balance balance(List<String> parts, Instant now) {
    return new Balance(weight(parts.get(3)), time(parts.get(2), now));
  }

  private static Instant time(String millis, Instant now) {
    long at = Long.parseLong(millis);
    if (at < 0) {
      throw new IllegalArgumentException("no time");
    }
    Instant time = Instant.ofEpochMilli(at);
    return time.isAfter(now) ? now : time;
  }

  private static double weight(String text) {
    double weight = Double.parseDouble(text);
    if (!(weight >= 0 && weight <= 1000)) {
      throw new IllegalArgumentException("no weight");
    }
    return weight;
  }

  /** Lines on their way out, as they are counted. */
  private static final class Lines {

    private final PrintWriter text;
    private final long most;
    private long count;

    Lines(PrintWriter text, long most) {
      this.text = text;
      this.most = most;
    }

    void add(String line) {
      if (count < most) {
        text.print(line);
        text.print('\n');
        count++;
      }
    }
  }
}
