package org.gate64.feedback;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that is remembered of words, for a file that outlives it. Whoever goes through it may have to
 * wait for others, and sees what changes meanwhile as it was before or after.
 */
public interface WordArchive {

  /** What was said, by the id of the ticket; one may come more than once. */
  Stream<Map.Entry<String, Said>> words();

  /** What reporters' words have come to; one may come more than once. */
  Stream<Map.Entry<String, Balance>> accounts();

  /**
   * Joins what was said of a message with what is known now, unless it is too old; any number of
   * times is as once. May wait for others.
   */
  void restore(String ticket, Said said, Instant now);

  /** The same for what a reporter's words have come to. */
  void restore(String account, Balance balance, Instant now);
}
