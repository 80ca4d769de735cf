package org.gate64.reporting;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import org.gate64.reputation.Standing;
import org.gate64.reputation.Standings;

/**
 * Standings as the JSON object {@code reputation}: {@code network} and, where one speaks for the
 * message, {@code domain}, each with state, basis, score and record; {@code shield}; {@code
 * traffic}, with what is allowed where there is a bound.
 */
final class StandingsJson {

  /** So that figures are read easily; what the verdict rests on is not rounded. */
  private static final double TEN_THOUSANDTHS = 10_000;

  private final JsonGenerator json;

  StandingsJson(JsonGenerator json) {
    this.json = json;
  }

  void write(Standings standings) throws IOException {
    json.writeObjectFieldStart("reputation");
    json.writeObjectFieldStart("network");
    writeStanding(standings.network());
    json.writeEndObject();
    if (standings.speaker().isPresent()) {
      json.writeObjectFieldStart("domain");
      json.writeStringField("name", standings.speaker().get().domain().toString());
      writeStanding(standings.speaker().get().standing());
      json.writeEndObject();
    }
    json.writeStringField("shield", standings.shield().keyword());
    writeTraffic(standings.traffic());
    json.writeEndObject();
  }

  private void writeStanding(Standing standing) throws IOException {
    json.writeStringField("state", standing.state().keyword());
    json.writeStringField("basis", StandingWords.basis(standing));
    json.writeNumberField("score", rounded(standing.score()));
    json.writeNumberField("record", rounded(standing.record()));
  }

  private void writeTraffic(Standings.Traffic traffic) throws IOException {
    json.writeObjectFieldStart("traffic");
    json.writeNumberField("hourly", traffic.hourly());
    Optional<Integer> allowed = traffic.allowed();
    if (allowed.isPresent()) {
      json.writeNumberField("allowed", allowed.get());
    }
    json.writeEndObject();
  }

  private static double rounded(double figure) {
    return Math.round(figure * TEN_THOUSANDTHS) / TEN_THOUSANDTHS;
  }
}
