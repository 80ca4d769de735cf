package org.gate64.feedback;

import java.util.List;
import java.util.Optional;
import org.gate64.reputation.Subject;

/** What became of a word. */
public sealed interface Outcome {

  /**
   * It counts.
   *
   * @param subjects those whom it counts for, one at least
   * @param takenBack the other word, if its reporter had said that of the message before
   */
  record Counted(Ticket ticket, Word word, List<Subject> subjects, Optional<Word> takenBack)
      implements Outcome {
    public Counted {
      subjects = List.copyOf(subjects);
    }
  }

  /**
   * Its reporter had reached his limit, for all whom it would count for.
   *
   * @param takenBack as with {@link Counted}
   */
  record Capped(Ticket ticket, Word word, Optional<Word> takenBack) implements Outcome {}

  /** It had been said of this message already, by whomever, and added all that it may. */
  record Repeated(Ticket ticket, Word word) implements Outcome {}

  /**
   * Its kind weighs nothing, by configuration.
   *
   * @param takenBack as with {@link Counted}
   */
  record Weightless(Ticket ticket, Word word, Optional<Word> takenBack) implements Outcome {}

  /** There is no telling for whom it would count. */
  record Refused(TicketReading.Bad why) implements Outcome {}
}
