package org.gate64.feedback.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.time.Duration;
import java.time.Instant;
import org.gate64.feedback.Balance;

/** What a reporter wants to add, on its way to his account. */
final class GrantSerializer implements CompactSerializer<Grant> {

  private static final String WEIGHT = "weight";
  private static final String LIMIT = "limit";
  private static final String HALF_LIFE = "half-life";
  private static final String AT = "at";

  @Override
  public void write(CompactWriter out, Grant grant) {
    Balance.Request request = grant.request();
    out.writeFloat64(WEIGHT, request.weight());
    out.writeFloat64(LIMIT, request.limit());
    out.writeInt64(HALF_LIFE, request.halfLife().toMillis());
    out.writeInt64(AT, request.at().toEpochMilli());
  }

  @Override
  public Grant read(CompactReader in) {
    return new Grant(
        new Balance.Request(
            in.readFloat64(WEIGHT),
            in.readFloat64(LIMIT),
            Duration.ofMillis(in.readInt64(HALF_LIFE)),
            Instant.ofEpochMilli(in.readInt64(AT))));
  }

  @Override
  public String getTypeName() {
    return "gate64.FeedbackGrant";
  }

  @Override
  public Class<Grant> getCompactClass() {
    return Grant.class;
  }
}
