package org.gate64.feedback.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gate64.feedback.Balance;
import org.gate64.feedback.Said;
import org.gate64.feedback.Voice;
import org.gate64.feedback.Word;

/**
 * What is remembered of recipients' words, as lines of text. The last says how many went before it,
 * so that a part is not taken for all.
 *
 * @param words by ticket
 * @param accounts what reporters' words have come to
 */
record WordLines(Map<String, Said> words, Map<String, Balance> accounts) {

  private static final String FIRST = "gate64 feedback words 1";
  private static final String SAID = "said";
  private static final String BALANCE = "balance";
  private static final String LAST = "end";
  private static final int MOST_PARTS = 8;

  void write(PrintWriter out) {
    line(out, FIRST);
    words.forEach((ticket, said) -> said.voices().forEach(voice -> line(out, line(ticket, voice))));
    accounts.forEach(
        (account, balance) ->
            line(
                out,
                BALANCE
                    + " "
                    + account
                    + " "
                    + balance.at().toEpochMilli()
                    + " "
                    + balance.weight()));
    int voices = words.values().stream().mapToInt(said -> said.voices().size()).sum();
    line(out, LAST + " " + (voices + accounts.size()));
  }

  private static String line(String ticket, Voice voice) {
    String weights =
        voice.weights().stream().map(weight -> " " + weight).collect(Collectors.joining());
    String at = voice.at().toEpochMilli() + weights;
    return String.join(" ", SAID, ticket, voice.reporter(), voice.word().keyword(), at);
  }

  /**
   * Reads what was written. A time that has not come yet is taken for now, for some clock must have
   * been wrong.
   *
   * @throws IOException where it is something else, or not all of it
   */
  static WordLines read(BufferedReader in, Instant now) throws IOException {
    if (!FIRST.equals(in.readLine())) {
      throw new IOException("it holds no words of recipients");
    }
    Map<String, Said> words = new LinkedHashMap<>();
    Map<String, Balance> accounts = new LinkedHashMap<>();
    int lines = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      List<String> parts = List.of(line.split(" ", MOST_PARTS + 1));
      try {
        switch (parts.get(0)) {
          case SAID -> words.merge(parts.get(1), said(parts, now), Said::join);
          case BALANCE -> accounts.put(parts.get(1), balance(parts, now));
          case LAST -> {
            if (Integer.parseInt(parts.get(1)) == lines) {
              return new WordLines(words, accounts);
            }
          }
          default -> throw new IOException("line " + (lines + 2) + " is of no kind that is known");
        }
      } catch (IllegalArgumentException | IndexOutOfBoundsException senseless) {
        throw new IOException("line " + (lines + 2) + " makes no sense", senseless);
      }
      lines++;
    }
    throw new IOException("its end is missing");
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
    return Instant.ofEpochMilli(Math.min(at, now.toEpochMilli()));
  }

  private static double weight(String text) {
    double weight = Double.parseDouble(text);
    if (!(weight >= 0 && weight <= 1000)) {
      throw new IllegalArgumentException("no weight");
    }
    return weight;
  }

  private static void line(PrintWriter out, String line) {
    out.print(line);
    out.print('\n');
  }
}
