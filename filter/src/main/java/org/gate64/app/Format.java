package org.gate64.app;

import java.util.Locale;
import org.gate64.admin.Parameters;
import org.gate64.admin.RefusedException;

/** For whom an answer is. */
enum Format {
  /** For people. */
  TEXT,
  /** For programs. */
  JSON;

  /** The word on the command line and in queries. */
  String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a query asks for with {@code format=}. */
  static Format of(Parameters query) throws RefusedException {
    String word = query.value("format").orElse(TEXT.keyword());
    for (Format format : values()) {
      if (format.keyword().equals(word)) {
        return format;
      }
    }
    throw RefusedException.of(400, "A format is text or json.");
  }

  @Override
  public String toString() {
    return keyword();
  }
}
