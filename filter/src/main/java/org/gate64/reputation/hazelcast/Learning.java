package org.gate64.reputation.hazelcast;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a member that starts learn from the others before it judges its first message. Its first
 * questions take longer than patience, for nothing has been compiled yet; and who is known as bad
 * to all others would be a stranger here.
 */
final class Learning {

  private static final Logger LOG = LoggerFactory.getLogger(Learning.class);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Learning() {}

  /**
   * Waits until all has been read, or for ten seconds; then the rest is still read.
   *
   * @param most so many records are read, and no more
   * @param threads may wait for other members
   */
  static void from(
      Stream<Map.Entry<Subject, TrackRecord>> records,
      int most,
      Reading reading,
      ScheduledExecutorService threads) {
    Future<?> learning =
        threads.submit(
            () ->
                records
                    .limit(most)
                    .forEach(entry -> reading.remember(entry.getKey(), entry.getValue())));
    try {
      learning.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stillReading) {
      LOG.info("The other nodes have not told all that they know yet");
    } catch (ExecutionException failure) {
      LOG.warn("asking the other nodes what they know: {}", String.valueOf(failure.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
