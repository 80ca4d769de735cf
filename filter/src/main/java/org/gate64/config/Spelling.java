package org.gate64.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody meant to write. */
final class Spelling {

  /** No key is longer; what is, was not a slip of the finger. */
  private static final int LONGEST = 40;

  private Spelling() {}

  /** The nearest word, where it is near enough to be worth a guess: one letter in three. */
  static Optional<String> closest(String written, Collection<String> words) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    return words.stream()
        .filter(word -> distance(written, word) <= Math.max(word.length(), 3) / 3)
        .min(Comparator.comparingInt(word -> distance(written, word)));
  }

  /** How many letters must be put in, left out or changed to make one word the other. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(changed, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
