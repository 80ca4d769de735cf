package org.gate64.policy;

import java.util.Locale;

/** For whose domain a message has to be authenticated. */
public enum RequiredAlignment {
  /** For any: whoever sends it takes responsibility for it. */
  ANY,
  /** For the author's, or one that is aligned with it (RFC 9989, section 4.4). */
  ALIGNED;

  /** The word in the configuration. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
