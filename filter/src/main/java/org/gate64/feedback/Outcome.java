package org.gate64.feedback;

import java.util.List;
import java.util.Optional;
import org.gate64.reputation.Subject;

/** What became of a word. */
public sealed interface Outcome {

  /**
   * It counts.
   *
   * @param subjects those whom it counts for; none where its reporter had said too much before
   * @param takenBack the word that it took back, if another was said of the message before
   */
  record Counted(Ticket ticket, Word word, List<Subject> subjects, Optional<Word> takenBack)
      implements Outcome {
    public Counted {
      subjects = List.copyOf(subjects);
    }
  }

  /** It had been said of this message already, by whomever. */
  record Repeated(Ticket ticket, Word word) implements Outcome {}

  /** There is no telling for whom it would count. */
  record Refused(TicketReading.Bad why) implements Outcome {}
}
