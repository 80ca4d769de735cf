package org.gate64.feedback;

import java.time.Instant;
import java.util.List;
import org.gate64.reputation.Subject;

/**
 * A word on its way to be counted.
 *
 * @param key what the reporter's name is hashed with
 */
record Saying(
    TicketReading.Valid valid,
    Bearers bearers,
    Word word,
    Reporter reporter,
    FeedbackKey key,
    Instant at) {

  Ticket ticket() {
    return valid.ticket();
  }

  String id() {
    return valid.id();
  }

  /** Those whom it counts for. */
  List<Subject> subjects() {
    return bearers.of(word);
  }

  /** The reporter's, if it adds so much to each. */
  Voice voice(List<Double> weights) {
    return new Voice(reporter.voice(key, id()), word, weights, at);
  }

  /** Where it is kept how much the reporter has said of one of them. */
  String account(Subject subject) {
    return reporter.account(key, word, subject);
  }
}
