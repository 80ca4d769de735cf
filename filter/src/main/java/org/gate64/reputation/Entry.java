package org.gate64.reputation;

/**
 * What one writer has counted for one subject, by itself and up to some version.
 *
 * @param version of the writer, when it last counted something for this subject
 */
public record Entry(Version version, Tally tally) {

  /** The one that contains the other. */
  Entry later(Entry other) {
    return other.version.isAfter(version) ? other : this;
  }
}
