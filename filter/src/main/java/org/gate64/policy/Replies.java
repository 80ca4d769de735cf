package org.gate64.policy;

import java.util.Optional;

/** The reply codes of one finding: for good and for now, where it may be the one or the other. */
record Replies(Optional<ReplyCode> permanent, Optional<ReplyCode> temporary) {

  static Replies both(String permanent, String temporary) {
    return new Replies(
        Optional.of(new ReplyCode(550, permanent)), Optional.of(new ReplyCode(450, temporary)));
  }

  static Replies permanent(String enhanced) {
    return new Replies(Optional.of(new ReplyCode(550, enhanced)), Optional.empty());
  }

  static Replies temporary(int basic, String enhanced) {
    return new Replies(Optional.empty(), Optional.of(new ReplyCode(basic, enhanced)));
  }

  /**
   * The code for an action that refuses.
   *
   * @throws IllegalArgumentException where there is none of that class: the other class would tell
   *     the sender something else
   */
  ReplyCode codeFor(Action action) {
    Optional<ReplyCode> wanted = action == Action.REJECT ? permanent : temporary;
    return wanted.orElseThrow(
        () -> new IllegalArgumentException("no reply code for " + action.keyword()));
  }
}
