package org.gate64.app;

/** A command has not done what it was to do. */
final class FailedCommand extends Exception {

  private static final long serialVersionUID = 1;

  private final int exitCode;

  private FailedCommand(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** For what was given to it. */
  static FailedCommand ofInput(String message) {
    return new FailedCommand(1, message);
  }

  /** For there is no daemon where it was looked for. */
  static FailedCommand unreachable(String message) {
    return new FailedCommand(3, message);
  }

  int exitCode() {
    return exitCode;
  }
}
