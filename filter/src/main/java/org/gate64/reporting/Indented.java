package org.gate64.reporting;

/** Plain text for a terminal: headings, and under them labelled entries, wrapped and indented. */
final class Indented {

  private static final int WIDTH = 88;
  private static final String MARGIN = "  ";
  private static final int LABEL = 13;

  private final StringBuilder text = new StringBuilder();

  Indented heading(String heading) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    text.append(heading).append('\n');
    return this;
  }

  /** A label and what it says, the following lines below the first one's text. */
  Indented entry(String label, String words) {
    text.append(MARGIN).append(label).append(" ".repeat(Math.max(1, LABEL - label.length())));
    return wrap(words, MARGIN.length() + LABEL);
  }

  /** Another entry under the label above. */
  Indented more(String words) {
    text.append(" ".repeat(MARGIN.length() + LABEL));
    return wrap(words, MARGIN.length() + LABEL);
  }

  Indented paragraph(String words) {
    text.append(MARGIN);
    return wrap(words, MARGIN.length());
  }

  /** A paragraph below the one above. */
  Indented nested(String words) {
    text.append(MARGIN).append(MARGIN);
    return wrap(words, 2 * MARGIN.length());
  }

  /** A line as it is. */
  Indented line(String line) {
    text.append(MARGIN).append(line).append('\n');
    return this;
  }

  private Indented wrap(String words, int indent) {
    int column = indent;
    for (String word : words.split(" ", -1)) {
      if (column > indent && column + 1 + word.length() > WIDTH) {
        text.append('\n').append(" ".repeat(indent));
        column = indent;
      } else if (column > indent) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    text.append('\n');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
