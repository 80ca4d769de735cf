package org.gate64.feedback.snapshot;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.gate64.feedback.Balance;
import org.gate64.feedback.Said;
import org.gate64.feedback.WordArchive;

/** Holds nothing, whatever is restored. */
record Nowhere() implements WordArchive {

  @Override
  public Stream<Map.Entry<String, Said>> words() {
    return Stream.empty();
  }

  @Override
  public Stream<Map.Entry<String, Balance>> accounts() {
    return Stream.empty();
  }

  @Override
  public void restore(String ticket, Said said, Instant now) {
    // It was only looked at.
  }

  @Override
  public void restore(String account, Balance balance, Instant now) {
    // It was only looked at.
  }
}
