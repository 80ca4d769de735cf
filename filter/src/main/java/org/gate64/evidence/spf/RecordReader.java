package org.gate64.evidence.spf;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.apache.james.jspf.core.exceptions.PermErrorException;

/**
 * Reads policies and remembers what it made of them, by their text alone, so that nothing can be
 * stale: to parse a record takes longer than to evaluate it.
 *
 * <p>Checks may share a record. jSPF's terms are written to only while they are made; what they
 * find out on the way they keep in the session.
 */
final class RecordReader {

  private sealed interface Reading {

    record Policy(SpfRecord record) implements Reading {}

    record Mistake(String detail) implements Reading {}
  }

  /** Room for some ten thousand records of usual length. */
  private static final long MOST_BYTES = 16 << 20;

  private static final int BYTES_OF_ENTRY = 256;
  private static final int BYTES_OF_TERM = 256;

  private final RecordParser parser;
  private final Cache<String, Reading> remembered =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher(RecordReader::bytes)
          .executor(Runnable::run)
          .build();

  RecordReader(RecordParser parser) {
    this.parser = parser;
  }

  /** As {@link RecordParser#parse}. Two threads may parse the same text; neither holds a lock. */
  SpfRecord read(String policy) throws PermErrorException {
    Reading reading = remembered.getIfPresent(policy);
    if (reading == null) {
      reading = parse(policy);
      remembered.put(policy, reading);
    }
    if (reading instanceof Reading.Policy understood) {
      return understood.record();
    }
    throw new PermErrorException(((Reading.Mistake) reading).detail());
  }

  private Reading parse(String policy) {
    try {
      return new Reading.Policy(parser.parse(policy));
    } catch (PermErrorException e) {
      return new Reading.Mistake(String.valueOf(e.getMessage()));
    }
  }

  private static int bytes(String policy, Reading reading) {
    int terms = reading instanceof Reading.Policy read ? read.record().directives().size() : 0;
    return BYTES_OF_ENTRY + policy.length() + BYTES_OF_TERM * terms;
  }
}
