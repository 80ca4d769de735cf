package org.gate64.config;

import java.util.List;

/** What came of reading a configuration file. */
public sealed interface ReadResult {

  /** The file is in order. */
  record Valid(Configuration configuration) implements ReadResult {}

  /** It is not; all problems at once, in the order of the file, never none. */
  record Invalid(List<Problem> problems) implements ReadResult {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
