package org.gate64.attempts.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gate64.attempts.Attempt;
import org.gate64.net.Network;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoteTest {

  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final Network NETWORK = Network.parse("2001:db8::/64").orElseThrow();
  private static final String KEY = "a mail";

  private final Map<String, Attempt> map = new ConcurrentHashMap<>();

  @Test
  void carriedOutAgainItCountsOnce() {
    Note first = steered(0);
    Note second = steered(300);

    assertThat(carryOut(first)).isNull();
    carryOut(first);
    assertThat(map.get(KEY)).isEqualTo(first.attempt());

    assertThat(carryOut(second)).isEqualTo(first.attempt());
    carryOut(second);
    carryOut(first);
    assertThat(map.get(KEY)).isEqualTo(first.attempt().join(second.attempt(), second.interval()));
    assertThat(map.get(KEY)).extracting(Attempt::tries).isEqualTo(2);
  }

  @Test
  void triesWithinTheIntervalAreOne() {
    carryOut(steered(0));
    carryOut(steered(59));

    assertThat(map.get(KEY)).extracting(Attempt::tries).isEqualTo(1);
  }

  private @Nullable Attempt carryOut(Note note) {
    return note.process(new InMap());
  }

  private static Note steered(long second) {
    return new Note(
        Attempt.steered(START.plusSeconds(second), NETWORK, Set.of("steered")),
        Duration.ofMinutes(1));
  }

  private final class InMap implements Map.Entry<String, @Nullable Attempt> {
    @Override
    public String getKey() {
      return KEY;
    }

    @Override
    public @Nullable Attempt getValue() {
      return map.get(KEY);
    }

    @Override
    public @Nullable Attempt setValue(@Nullable Attempt value) {
      return value == null ? map.remove(KEY) : map.put(KEY, value);
    }
  }
}
