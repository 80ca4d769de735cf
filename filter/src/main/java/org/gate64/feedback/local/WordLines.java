package org.gate64.feedback.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gate64.feedback.Balance;
import org.gate64.feedback.Said;
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
  private static final int MOST_PARTS = 7;

  void write(PrintWriter out) {
    line(out, FIRST);
    words.forEach(
        (ticket, said) -> {
          String weights =
              said.weights().stream().map(weight -> " " + weight).collect(Collectors.joining());
          long at = said.at().toEpochMilli();
          line(out, String.join(" ", SAID, ticket, said.word().keyword(), at + weights));
        });
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
    line(out, LAST + " " + (words.size() + accounts.size()));
  }

  /**
   * Reads what was written.
   *
   * @throws IOException where it is something else, or not all of it
   */
  static WordLines read(BufferedReader in) throws IOException {
    if (!FIRST.equals(in.readLine())) {
      throw new IOException("it holds no words of recipients");
    }
    Map<String, Said> words = new HashMap<>();
    Map<String, Balance> accounts = new HashMap<>();
    int lines = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      List<String> parts = List.of(line.split(" ", MOST_PARTS + 1));
      try {
        switch (parts.get(0)) {
          case SAID -> words.put(parts.get(1), said(parts));
          case BALANCE -> accounts.put(parts.get(1), balance(parts));
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

  private static Said said(List<String> parts) {
    if (parts.size() > MOST_PARTS) {
      throw new IllegalArgumentException("too many weights");
    }
    return new Said(
        Word.byKeyword(parts.get(2)).orElseThrow(IllegalArgumentException::new),
        time(parts.get(3)),
        parts.subList(4, parts.size()).stream().map(WordLines::weight).toList());
  }

  private static Balance balance(List<String> parts) {
    return new Balance(weight(parts.get(3)), time(parts.get(2)));
  }

  private static Instant time(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
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
