package org.gate64.feedback.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gate64.feedback.FeedbackKey;
import org.gate64.feedback.KeyRing;

/** Keys as members send and store them: one after the other, and when each was made. */
final class KeyRingSerializer implements CompactSerializer<KeyRing> {

  private static final String MADE = "made";
  private static final String SECRETS = "secrets";

  @Override
  public void write(CompactWriter out, KeyRing ring) {
    List<FeedbackKey> keys = ring.keys();
    ByteBuffer secrets = ByteBuffer.allocate(keys.size() * FeedbackKey.LENGTH);
    keys.forEach(key -> secrets.put(key.reveal()));
    out.writeArrayOfInt64(
        MADE, keys.stream().mapToLong(key -> key.made().toEpochMilli()).toArray());
    out.writeArrayOfInt8(SECRETS, secrets.array());
  }

  @Override
  public KeyRing read(CompactReader in) {
    long[] made = Fields.present(in.readArrayOfInt64(MADE));
    ByteBuffer secrets = ByteBuffer.wrap(Fields.present(in.readArrayOfInt8(SECRETS)));
    List<FeedbackKey> keys = new ArrayList<>();
    for (int i = 0; i < made.length && secrets.remaining() >= FeedbackKey.LENGTH; i++) {
      byte[] secret = new byte[FeedbackKey.LENGTH];
      secrets.get(secret);
      keys.add(new FeedbackKey(Instant.ofEpochMilli(made[i]), secret));
    }
    return new KeyRing(keys);
  }

  @Override
  public String getTypeName() {
    return "gate64.FeedbackKeyRing";
  }

  @Override
  public Class<KeyRing> getCompactClass() {
    return KeyRing.class;
  }
}
