package org.gate64.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.gate64.reputation.hazelcast.ClusterHealth;

/** How a shared memory is, for operators. */
record ClusterStatus(ClusterHealth health) implements StatusValue {

  @Override
  public String text() {
    int members = health.members().size();
    return members
        + (members == 1 ? " member: " : " members: ")
        + String.join(" ", health.members())
        + switch (health.safety()) {
          case SAFE -> "; every record has its copy";
          case UNSAFE -> "; records are being copied";
          case ALONE -> "; alone, no record has a copy";
        };
  }

  @Override
  public void json(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("members");
    for (String member : health.members()) {
      json.writeString(member);
    }
    json.writeEndArray();
    json.writeStringField("safety", health.safety().name().toLowerCase(Locale.ROOT));
    json.writeEndObject();
  }
}
