package org.gate64.feedback.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.time.Instant;
import org.gate64.feedback.Balance;

/** A reporter's balance as members send and store it; fields as with {@link SaidSerializer}. */
final class BalanceSerializer implements CompactSerializer<Balance> {

  private static final String WEIGHT = "weight";
  private static final String AT = "at";

  @Override
  public void write(CompactWriter out, Balance balance) {
    out.writeFloat64(WEIGHT, balance.weight());
    out.writeInt64(AT, balance.at().toEpochMilli());
  }

  @Override
  public Balance read(CompactReader in) {
    return new Balance(in.readFloat64(WEIGHT), Instant.ofEpochMilli(in.readInt64(AT)));
  }

  @Override
  public String getTypeName() {
    return "gate64.FeedbackBalance";
  }

  @Override
  public Class<Balance> getCompactClass() {
    return Balance.class;
  }
}
