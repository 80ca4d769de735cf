package org.gate64.feedback;

import java.util.List;

/**
 * What a reporter has to say of a message.
 *
 * @param voice with what he was granted to add
 * @param full what the word may add in all, whoever says it, for each of those whom it counts for
 */
public record Utterance(Voice voice, List<Double> full) {
  public Utterance {
    full = List.copyOf(full);
  }
}
