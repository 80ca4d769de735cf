package org.gate64.attempts.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.gate64.attempts.Attempt;
import org.gate64.attempts.Fingerprint;
import org.gate64.net.Network;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as members send and store it. Fields may be added, for an older node passes over those
 * that it does not know; none may change its meaning or its type.
 */
final class AttemptSerializer implements CompactSerializer<Attempt> {

  static final String TYPE = "gate64.Attempt";

  private static final String FIRST = "first";
  private static final String LAST = "last";
  private static final String TRIES = "tries";
  private static final String NETWORK = "network";
  private static final String MESSAGE = "message";
  private static final String COUNTED = "counted";

  @Override
  public void write(CompactWriter out, Attempt attempt) {
    out.writeInt64(FIRST, attempt.first().toEpochMilli());
    out.writeInt64(LAST, attempt.last().toEpochMilli());
    out.writeInt32(TRIES, attempt.tries());
    out.writeString(NETWORK, attempt.network().toString());
    out.writeArrayOfInt64(
        MESSAGE,
        attempt.message().map(it -> new long[] {it.high(), it.low()}).orElseGet(() -> new long[0]));
    out.writeArrayOfString(COUNTED, attempt.counted().toArray(String[]::new));
  }

  @Override
  public Attempt read(CompactReader in) {
    long[] message = present(in.readArrayOfInt64(MESSAGE));
    @Nullable String[] counted = present(in.readArrayOfString(COUNTED));
    return new Attempt(
        Instant.ofEpochMilli(in.readInt64(FIRST)),
        Instant.ofEpochMilli(in.readInt64(LAST)),
        in.readInt32(TRIES),
        Network.parse(present(in.readString(NETWORK))).orElseThrow(),
        message.length == 2
            ? Optional.of(new Fingerprint(message[0], message[1]))
            : Optional.empty(),
        words(counted));
  }

  private static Set<String> words(@Nullable String[] counted) {
    Set<String> words = new HashSet<>();
    for (String word : counted) {
      words.add(present(word));
    }
    return words;
  }

  @Override
  public String getTypeName() {
    return TYPE;
  }

  @Override
  public Class<Attempt> getCompactClass() {
    return Attempt.class;
  }

  /** Of a field that must be there. */
  static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("a field is missing");
    }
    return value;
  }
}
