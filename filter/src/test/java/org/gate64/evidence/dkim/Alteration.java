package org.gate64.evidence.dkim;

import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What happens to a message between signer and verifier. */
enum Alteration {
  NONE,
  BODY_CHARACTER,
  BODY_EMPTY_LINES,
  BODY_SPACES,
  BODY_SPACE_AT_LINE_ENDS,
  BODY_LINE_FEEDS,
  BODY_WITHOUT_LAST_LINE_END,
  FROM_NAME,
  SUBJECT_WORD,
  SUBJECT_SPACES,
  SUBJECT_COLON,
  UNSIGNED_FIELD,
  SECOND_SUBJECT,
  SECOND_FROM,
  SIGNATURE,
  SIGNATURE_PADDING,
  SIGNATURE_NAME;

  private static final Pattern SIGNATURE_START =
      Pattern.compile("([; \t\r\n]b=\\s*)([A-Za-z0-9+/])");

  private static final Pattern SIGNATURE_END =
      Pattern.compile("([; \t\r\n]b=[A-Za-z0-9+/\\s]*=?)=");

  String apply(String message) {
    return switch (this) {
      case NONE -> message;
      case BODY_CHARACTER -> message + "x\r\n";
      case BODY_EMPTY_LINES -> message + "\r\n\r\n";
      case BODY_SPACES -> body(message, body -> body.replace(" ", "  ").replace("\t", " "));
      case BODY_SPACE_AT_LINE_ENDS -> body(message, body -> body.replace("\r\n", " \t\r\n"));
      case BODY_LINE_FEEDS -> body(message, body -> body.replace("\r\n", "\n"));
      case BODY_WITHOUT_LAST_LINE_END -> body(message, body -> body.replaceFirst("(\r\n)+\\z", ""));
      case FROM_NAME -> message.replaceFirst("\r\nFrom: A", "\r\nFrom: B");
      case SUBJECT_WORD -> message.replaceFirst("\r\nSubject: ", "\r\nSubject: x");
      case SUBJECT_SPACES -> message.replaceFirst("\r\nSubject: ", "\r\nSUBJECT:\r\n\t ");
      case SUBJECT_COLON -> message.replaceFirst("\r\n(?i)(subject):", "\r\n$1 :");
      case UNSIGNED_FIELD -> "X-Seen: yes\r\n" + message;
      case SECOND_SUBJECT -> "Subject: another\r\n" + message;
      case SECOND_FROM -> "From: another@example.com\r\n" + message;
      case SIGNATURE_NAME -> message.replaceFirst("\\ADKIM-Signature:", "dkim-signature:");
      case SIGNATURE_PADDING -> SIGNATURE_END.matcher(message).replaceFirst("$1");
      case SIGNATURE -> SIGNATURE_START.matcher(message).replaceFirst(Alteration::otherStart);
    };
  }

  /** Still base64 of the same length, whatever it began with. */
  private static String otherStart(MatchResult start) {
    return start.group(1) + (start.group(2).equals("A") ? "B" : "A");
  }

  private static String body(String message, UnaryOperator<String> change) {
    int start = message.indexOf("\r\n\r\n") + 4;
    return message.substring(0, start) + change.apply(message.substring(start));
  }
}
