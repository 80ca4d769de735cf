package org.gate64.net;

import java.util.stream.IntStream;

/** Encodes a label's characters in letters, digits and hyphens (RFC 3492). */
final class Punycode {

  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int FIRST_BIAS = 72;
  private static final int FIRST_NON_ASCII = 0x80;
  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

  private final int[] input;
  private final StringBuilder output = new StringBuilder();
  private int delta;
  private int bias = FIRST_BIAS;

  private Punycode(String label) {
    input = label.codePoints().toArray();
  }

  /** The form without its prefix {@code xn--}, of a label of no more than some hundred letters. */
  static String encode(String label) {
    return new Punycode(label).encode();
  }

  private String encode() {
    IntStream.of(input).filter(c -> c < FIRST_NON_ASCII).forEach(output::appendCodePoint);
    int basic = output.length();
    if (basic > 0) {
      output.append('-');
    }
    int handled = basic;
    int least = FIRST_NON_ASCII;
    while (handled < input.length) {
      int from = least;
      int next = IntStream.of(input).filter(c -> c >= from).min().orElseThrow();
      delta += (next - least) * (handled + 1);
      for (int c : input) {
        if (c < next) {
          delta++;
        } else if (c == next) {
          writeDelta();
          bias = adapted(handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
      delta++;
      least = next + 1;
    }
    return output.toString();
  }

  private void writeDelta() {
    int rest = delta;
    for (int k = BASE; ; k += BASE) {
      int threshold = Math.max(T_MIN, Math.min(T_MAX, k - bias));
      if (rest < threshold) {
        output.append(DIGITS.charAt(rest));
        return;
      }
      output.append(DIGITS.charAt(threshold + (rest - threshold) % (BASE - threshold)));
      rest = (rest - threshold) / (BASE - threshold);
    }
  }

  private int adapted(int points, boolean first) {
    int rest = first ? delta / DAMP : delta / 2;
    rest += rest / points;
    int k = 0;
    while (rest > (BASE - T_MIN) * T_MAX / 2) {
      rest /= BASE - T_MIN;
      k += BASE;
    }
    return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
  }
}
