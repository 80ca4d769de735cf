package org.gate64.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gate64.attempts.SteeringTable;
import org.gate64.attempts.SteeringTable.Fate;

/** Of which networks most mail was steered, and what became of it, for people and programs. */
record SteeredNetworks(List<SteeringTable.Row> rows) implements Status.Table {

  private static final int MOST = 10;

  static SteeredNetworks of(SteeringTable table) {
    return new SteeredNetworks(table.most(MOST));
  }

  /** All mail that was steered since the start. */
  static StatusValue.Counts totals(SteeringTable table) {
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (Fate fate : Fate.values()) {
      numbers.put(fate.keyword(), table.total(fate));
    }
    return new StatusValue.Counts(numbers);
  }

  @Override
  public Columns text() {
    Columns columns = new Columns(">answered", ">fell-back", ">mended", ">given-up", "network");
    for (SteeringTable.Row row : rows) {
      columns.row(
          number(row, Fate.ANSWERED),
          number(row, Fate.FELL_BACK),
          number(row, Fate.MENDED),
          number(row, Fate.GIVEN_UP),
          row.network().toString());
    }
    return columns;
  }

  @Override
  public void json(JsonGenerator json) throws IOException {
    for (SteeringTable.Row row : rows) {
      json.writeStartObject();
      json.writeStringField("network", row.network().toString());
      for (Fate fate : Fate.values()) {
        json.writeNumberField(fate.keyword(), row.of(fate));
      }
      json.writeEndObject();
    }
  }

  @Override
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  private static String number(SteeringTable.Row row, Fate fate) {
    return String.valueOf(row.of(fate));
  }
}
