package org.gate64.config;

/**
 * One thing that is wrong with a configuration file.
 *
 * @param file the file as the user named it, or the included one
 * @param line from 1; 0 where the whole file is meant
 * @param key the full key, like {@code dns.timeout}; empty where no single key is meant
 * @param message what is wrong, in plain words and without control characters
 */
public record Problem(String file, int line, String key, String message) {

  /** {@code file:line: key: what is wrong}, without what is not known. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file).append(':');
    if (line > 0) {
      text.append(line).append(':');
    }
    if (!key.isEmpty()) {
      text.append(' ').append(key).append(':');
    }
    return text.append(' ').append(message).toString();
  }
}
