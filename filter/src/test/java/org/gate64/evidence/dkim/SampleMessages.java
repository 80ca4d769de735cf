package org.gate64.evidence.dkim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.gate64.fixtures.mail.TestMessage;

/** Odd but possible messages, the same ones for the same seed. */
final class SampleMessages {

  private static final List<String> SUBJECTS =
      List.of(
          "plain",
          "",
          "  two  spaces  ",
          "tabs\tin\t\tit",
          "folded\r\n once",
          "folded\r\n\t twice \r\n  over",
          "\r\n folded at once",
          "a blank\r\n \t\r\n line",
          "ends in a tab\t",
          "Gr\u00fc\u00dfe in Latin-1 \u00a0",
          "Gr\u00c3\u00bc\u00c3\u009fe in UTF-8",
          "=?utf-8?q?encoded?=",
          "colon: semicolon; b=x");

  private static final List<String> BODIES =
      List.of(
          "",
          "\r\n",
          "\r\n\r\n\r\n",
          " \t \r\n",
          "one line\r\n",
          "no end of line",
          "trailing  \t\r\nspace \r\n\r\n",
          "\r\n\r\nfirst lines empty\r\n",
          "a\r\n\r\n\r\nb\r\n\r\n\r\n",
          "tab\tand  spaces\t \tmixed\r\n\tindented\r\n  more\r\n",
          "Latin-1: \u00e4\u00f6\u00fc\u00df\u00ff \u00a0 end\r\n",
          "..dots\r\n.\r\n",
          "a bare \r return\r\n",
          "control \u0001\u000b\u000c\u0000 bytes\r\n",
          "long ".repeat(2000) + "\r\n");

  /** How the name of a field may be written, and what follows it. */
  private static final List<String> SPELLINGS =
      List.of("Subject: ", "Subject: ", "SUBJECT: ", "Subject:", "subject:\t");

  private final Random random;

  SampleMessages(long seed) {
    random = new Random(seed);
  }

  String next() {
    TestMessage message =
        TestMessage.between("A <a@example.org>", "b@example.net")
            .subject(any(SUBJECTS))
            .body(any(BODIES));
    if (random.nextInt(3) == 0) {
      message = message.header("X-Note", any(SUBJECTS)).header("x-note", any(SUBJECTS));
    }
    message = random.nextInt(4) == 0 ? message.body(scribble()) : message;
    return message.toString().replaceFirst("Subject: ", any(SPELLINGS));
  }

  <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** So many of these in any order, but always the first. */
  <T> List<T> some(T[] choices, int count) {
    List<T> shuffled = new ArrayList<>(Arrays.asList(choices).subList(1, choices.length));
    Collections.shuffle(shuffled, random);
    shuffled.add(0, choices[0]);
    return shuffled.subList(0, count);
  }

  /** A body of few kinds of character, so that all their neighbourhoods occur. */
  private String scribble() {
    StringBuilder body = new StringBuilder();
    for (int length = random.nextInt(60); length > 0; length--) {
      body.append(any(List.of("a", "b", " ", "\t", "\r\n", "\r\n", "\u00e9")));
    }
    return body.append("z\r\n").toString();
  }
}
