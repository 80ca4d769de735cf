package org.gate64.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/** What one line of the status tells. */
interface StatusValue {

  /** For people, on a line. */
  String text();

  /** For programs: one value, figures as numbers. */
  void json(JsonGenerator json) throws IOException;

  /** A word, or a time. */
  record Word(String text) implements StatusValue {
    @Override
    public void json(JsonGenerator json) throws IOException {
      json.writeString(text);
    }
  }

  /** How many. */
  record Count(long number) implements StatusValue {
    @Override
    public String text() {
      return Long.toString(number);
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
      json.writeNumber(number);
    }
  }

  /**
   * How many of each kind.
   *
   * @param numbers by the kind's word, in the order to be shown
   */
  record Counts(Map<String, Long> numbers) implements StatusValue {
    @Override
    public String text() {
      return numbers.entrySet().stream()
          .map(each -> each.getKey() + " " + each.getValue())
          .collect(Collectors.joining(", "));
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
      json.writeStartObject();
      for (Map.Entry<String, Long> each : numbers.entrySet()) {
        json.writeNumberField(each.getKey(), each.getValue());
      }
      json.writeEndObject();
    }
  }
}
