package org.gate64.policy;

import java.util.Optional;

/** The reply codes of one finding: for good, where it may be, and for now. */
record Replies(Optional<ReplyCode> permanent, ReplyCode temporary) {

  static Replies both(String permanent, String temporary) {
    return new Replies(Optional.of(new ReplyCode(550, permanent)), new ReplyCode(450, temporary));
  }

  static Replies temporary(int basic, String enhanced) {
    return new Replies(Optional.empty(), new ReplyCode(basic, enhanced));
  }
}
