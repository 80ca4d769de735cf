package org.gate64.feedback;

import java.util.concurrent.CompletableFuture;

/**
 * Where recipients' words are remembered as long as tickets are good: by all gate64 nodes that
 * belong together, or by one alone. A future fails where the store could not tell, or not in time;
 * it may be completed on any thread.
 */
public interface WordStore {

  /**
   * What was said of a message.
   *
   * @param ticket the id of its ticket
   */
  CompletableFuture<Said> said(String ticket);

  /**
   * Has this {@linkplain Said#hear heard}, in one step.
   *
   * @return what was said before
   */
  CompletableFuture<Said> say(String ticket, Utterance utterance);

  /**
   * Grants what a reporter may still add, in one step.
   *
   * @param account whose, what kind, and for whom
   */
  CompletableFuture<Double> grant(String account, Balance.Request request);
}
