package org.gate64.evidence.dkim;

import java.util.regex.Pattern;

/** What is special about a message, its signatures aside. */
enum SampleTrait {
  FOLDED_FIELD(Part.HEADER, "\nSubject:[^\r\n]*\r\n[ \t]"),
  TAB_IN_A_FIELD(Part.HEADER, "\nSubject:[^\r\n]*\t."),
  WHITE_SPACE_AT_THE_END_OF_A_FIELD(Part.HEADER, "\nSubject:[^\r\n]*[^ ][ \t]+\r\n"),
  FOLD_IN_FRONT(Part.HEADER, "\n(?i:subject) ?:[ \t]*\r\n[ \t]"),
  BLANK_LINE_IN_A_FIELD(Part.HEADER, "\r\n[ \t]+\r\n[ \t]"),
  EMPTY_FIELD(Part.HEADER, "\n(?i:subject) ?:[ \t]*\r\n(?![ \t])"),
  NAME_IN_CAPITALS(Part.HEADER, "\nSUBJECT:"),
  NO_SPACE_AFTER_THE_COLON(Part.HEADER, "\nSubject:[^ \t\r]"),
  FIELD_TWICE(Part.HEADER, "\nX-Note:[^:]*\nx-note:"),
  LATIN_1_IN_A_FIELD(Part.HEADER, "\u00fc"),
  UTF_8_IN_A_FIELD(Part.HEADER, "\u00c3\u00bc"),
  NO_BODY(Part.BODY, "\\A\\z"),
  BLANK_LINES_ALONE(Part.BODY, "\\A[ \t\r\n]+\\z"),
  BLANK_LINES_AT_THE_END(Part.BODY, "[^ \t\r\n]\r\n(\r\n)+\\z"),
  BLANK_LINES_AT_THE_START(Part.BODY, "\\A\r\n\r\n[^ \t\r\n]"),
  WHITE_SPACE_AT_THE_END_OF_A_LINE(Part.BODY, "[ \t]\r\n"),
  NO_END_OF_LINE(Part.BODY, "[^\n]\\z"),
  LATIN_1_IN_THE_BODY(Part.BODY, "[\u00a0-\u00ff]"),
  CONTROL_CHARACTERS(Part.BODY, "\u0000"),
  LONE_CR(Part.BODY, "\r[^\n]"),
  LONG_LINE(Part.BODY, "[^\r\n]{9000}");

  private enum Part {
    HEADER,
    BODY
  }

  private final Part part;
  private final String pattern;

  SampleTrait(Part part, String pattern) {
    this.part = part;
    this.pattern = pattern;
  }

  boolean isOf(String message) {
    int end = message.indexOf("\r\n\r\n") + 2;
    String text =
        switch (part) {
          case HEADER -> message.substring(0, end);
          case BODY -> message.substring(end + 2);
        };
    return Pattern.compile(pattern).matcher(text).find();
  }
}
