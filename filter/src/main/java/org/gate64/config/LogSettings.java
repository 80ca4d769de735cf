package org.gate64.config;

/**
 * How the log looks.
 *
 * @param format for people or for programs
 * @param level the least important lines that are written
 */
public record LogSettings(Format format, Level level) {

  /** The shape of a log line. */
  public enum Format {
    TEXT,
    JSON
  }

  /** How important a log line is, the most important first. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  static LogSettings defaults() {
    return new LogSettings(Format.TEXT, Level.INFO);
  }
}
