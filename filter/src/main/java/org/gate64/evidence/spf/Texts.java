package org.gate64.evidence.spf;

/** Bounds for text from outside. */
final class Texts {

  private Texts() {}

  /** The first {@code length} characters. */
  static String upTo(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
