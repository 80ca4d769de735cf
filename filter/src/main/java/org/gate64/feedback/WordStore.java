package org.gate64.feedback;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where recipients' words are remembered as long as tickets are good: by all gate64 nodes that
 * belong together, or by one alone. A future fails where the store could not tell, or not in time;
 * it may be completed on any thread.
 */
public interface WordStore {

  /**
   * What was last said of a message.
   *
   * @param ticket the id of its ticket
   */
  CompletableFuture<Optional<Said>> last(String ticket);

  /**
   * Has this said of a message, unless the same word was last said of it; in one step.
   *
   * @return what was last said before
   */
  CompletableFuture<Optional<Said>> say(String ticket, Said said);

  /**
   * Grants what a reporter may still add, in one step.
   *
   * @param account whose, what kind, and for whom
   */
  CompletableFuture<Double> grant(String account, Balance.Request request);
}
