package org.gate64.feedback.report;

import org.apache.james.mime4j.stream.MimeConfig;

/** How much of what is handed in is looked at. */
final class Bounds {

  /** A report has three parts (RFC 5965, section 2); somebody may have put more before them. */
  static final int PARTS = 20;

  /** Octets; what comes after them is as if it were not there. */
  static final int MESSAGE = 64 << 20;

  /** mime4j's own bounds are less than what mail servers take. */
  static final MimeConfig MIME =
      new MimeConfig.Builder()
          .setMaxLineLen(1 << 20)
          .setMaxHeaderLen(1 << 20)
          .setMaxHeaderCount(10_000)
          .build();

  private Bounds() {}
}
