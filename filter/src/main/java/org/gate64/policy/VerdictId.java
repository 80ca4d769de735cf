package org.gate64.policy;

import java.util.random.RandomGenerator;

/**
 * What reply, log line and header of one verdict have in common, so that they can be laid side by
 * side: eight letters and digits, none of which looks like another.
 */
public record VerdictId(String text) {

  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 8;

  public static VerdictId next(RandomGenerator random) {
    StringBuilder text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new VerdictId(text.toString());
  }

  @Override
  public String toString() {
    return text;
  }
}
