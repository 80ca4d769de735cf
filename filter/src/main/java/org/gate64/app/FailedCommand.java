package org.gate64.app;

/** A command has not done what it was to do. */
final class FailedCommand extends Exception {

  private static final long serialVersionUID = 1;

  private final Kind kind;

  /** Why. */
  enum Kind {
    /** Something is wrong with what was given to it. */
    INPUT,
    /** What was given to it is in order, and there is nothing that can be done with it. */
    NOTHING_TO_DO,
    /** There is no daemon where it was looked for. */
    UNREACHABLE
  }

  private FailedCommand(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static FailedCommand ofInput(String message) {
    return new FailedCommand(Kind.INPUT, message);
  }

  static FailedCommand nothingToDo(String message) {
    return new FailedCommand(Kind.NOTHING_TO_DO, message);
  }

  static FailedCommand unreachable(String message) {
    return new FailedCommand(Kind.UNREACHABLE, message);
  }

  Kind kind() {
    return kind;
  }

  int exitCode() {
    return switch (kind) {
      case INPUT, NOTHING_TO_DO -> 1;
      case UNREACHABLE -> 3;
    };
  }
}
