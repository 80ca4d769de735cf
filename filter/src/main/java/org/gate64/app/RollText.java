package org.gate64.app;

import static org.gate64.app.Columns.number;

import java.time.Instant;
import java.util.Locale;
import org.gate64.admin.Response;

/** A list of subjects, for people and for programs. */
final class RollText {

  private RollText() {}

  static String render(Roll.Result result) {
    if (result.listed().isEmpty()) {
      return "Nobody.\n";
    }
    Columns lines = new Columns("standing", "basis", ">score", ">remembered", "of");
    for (Roll.Listed each : result.listed()) {
      lines.row(
          each.standing().state().keyword(),
          each.standing().basis().name().toLowerCase(Locale.ROOT),
          number(each.standing().score(), 3),
          number(each.standing().record(), 2),
          each.subject().toString());
    }
    int left = result.matching() - result.listed().size();
    String rest = left == 0 ? "" : "\n" + left + " more, of whom less is remembered.\n";
    return lines.render("") + rest;
  }

  static Response json(Roll.Result result, Instant now) {
    return Json.object(
        json -> {
          json.writeNumberField("version", 1);
          json.writeStringField("at", now.toString());
          json.writeNumberField("matching", result.matching());
          json.writeArrayFieldStart("subjects");
          for (Roll.Listed each : result.listed()) {
            json.writeStartObject();
            json.writeStringField("subject", each.subject().toString());
            PortraitJson.standing(json, each.standing());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
