package org.gate64.reporting;

/**
 * Lays out a header field's value in lines of a readable length (RFC 5322, section 2.1.1). Lines
 * are parted by LF and a tab: a mail server turns the LF of a milter's header into its own line
 * end. Folding adds only white space where the value has some anyway.
 */
final class FoldedValue {

  private static final int WIDTH = 78;
  private static final int TAB = 8;

  private final StringBuilder value = new StringBuilder();
  private int column;
  private boolean breakDue;

  /**
   * @param fieldName in front of the value, and so part of the first line
   */
  FoldedValue(String fieldName) {
    column = fieldName.length() + 1;
  }

  /** The next word starts a line of its own. */
  FoldedValue newLine() {
    breakDue = true;
    return this;
  }

  /** Adds a word, which itself is never folded: on this line if it fits, else on the next. */
  FoldedValue word(String word) {
    if (value.isEmpty()) {
      column++;
    } else if (breakDue || column + 1 + word.length() > WIDTH) {
      value.append("\n\t");
      column = TAB;
    } else {
      value.append(' ');
      column++;
    }
    breakDue = false;
    value.append(word);
    column += word.length();
    return this;
  }

  /** Ends a part of the value. */
  FoldedValue semicolon() {
    value.append(';');
    column++;
    return this;
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
