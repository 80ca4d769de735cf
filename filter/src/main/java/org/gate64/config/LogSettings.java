package org.gate64.config;

import org.gate64.reporting.LogFormat;

/**
 * How the log looks.
 *
 * @param format for people or for programs
 * @param level the least important lines that are written
 */
public record LogSettings(LogFormat format, Level level) {

  /** How important a log line is, the most important first. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  static LogSettings defaults() {
    return new LogSettings(LogFormat.TEXT, Level.INFO);
  }
}
