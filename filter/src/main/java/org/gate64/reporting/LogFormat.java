package org.gate64.reporting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How decisions are written down. */
public enum LogFormat {
  /** One line for people and grep. */
  TEXT,
  /** One JSON object a line, with all that is needed to judge the message again later. */
  JSON;

  /** The word in the configuration. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<LogFormat> byKeyword(String keyword) {
    return Arrays.stream(values()).filter(format -> format.keyword().equals(keyword)).findFirst();
  }
}
