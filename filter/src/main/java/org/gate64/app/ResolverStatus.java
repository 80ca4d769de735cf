package org.gate64.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.gate64.dns.ResolverHealth;
import org.gate64.dns.ResolverHealth.State;

/**
 * How the resolver is.
 *
 * @param failingShare of the zones asked within the last minute, from 0 to 1
 */
record ResolverStatus(State state, double failingShare) implements StatusValue {

  private static final int WHOLE = 100;

  static ResolverStatus of(ResolverHealth health) {
    return new ResolverStatus(health.state(), health.failingShare());
  }

  @Override
  public String text() {
    return "%s, %.0f%% of zones failed in the last minute".formatted(word(), WHOLE * failingShare);
  }

  @Override
  public void json(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("state", word());
    Json.number(json, "failedZonesPercent", WHOLE * failingShare);
    json.writeEndObject();
  }

  private String word() {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
