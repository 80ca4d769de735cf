package org.gate64.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gate64.net.PlainText;

/** A table of text whose columns are as wide as what they hold; the first row is its heading. */
final class Columns {

  private static final int WIDEST = 320;
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** With these headings; those that begin with {@code >} stand to the right, as numbers do. */
  Columns(String... headings) {
    rows.add(List.of(headings));
  }

  /** One more row, with as many cells; whatever a cell holds, it becomes visible ASCII. */
  Columns row(String... cells) {
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(PlainText.visible(cell, WIDEST));
    }
    rows.add(row);
    return this;
  }

  static String number(double number, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }

  /** Every line ends in LF, and in no space. */
  String render(String indent) {
    List<String> headings = rows.get(0);
    int[] widths = new int[headings.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], text(row, i, headings).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < widths.length; i++) {
        line.append(i == 0 ? "" : GAP).append(cell(row, i, headings, widths[i]));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  private static String cell(List<String> row, int column, List<String> headings, int width) {
    String text = text(row, column, headings);
    String fill = " ".repeat(width - text.length());
    return headings.get(column).startsWith(">") ? fill + text : text + fill;
  }

  /** Only a heading has its mark taken off. */
  private static String text(List<String> row, int column, List<String> headings) {
    String text = row.get(column);
    return row.equals(headings) && text.startsWith(">") ? text.substring(1) : text;
  }
}
