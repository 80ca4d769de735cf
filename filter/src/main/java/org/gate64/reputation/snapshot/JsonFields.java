package org.gate64.reputation.snapshot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** Values out of JSON that anybody may have written; whatever is not one is an IOException. */
final class JsonFields {

  static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
  private static final double MOST = 1e12;

  private JsonFields() {}

  /** Takes one field's value; leaves the parser at its last token. */
  interface Field {
    void read(String name) throws IOException;
  }

  /** Reads the object that begins at the current token. */
  static void object(JsonParser json, Field field) throws IOException {
    expect(json, JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      field.read(name);
    }
    expect(json, JsonToken.END_OBJECT);
  }

  static String text(JsonParser json) throws IOException {
    expect(json, JsonToken.VALUE_STRING);
    return json.getText();
  }

  static int count(JsonParser json) throws IOException {
    int count = whole(json);
    if (count < 0) {
      throw new IOException("less than nothing");
    }
    return count;
  }

  static int whole(JsonParser json) throws IOException {
    expect(json, JsonToken.VALUE_NUMBER_INT);
    return json.getIntValue();
  }

  static double weight(JsonParser json) throws IOException {
    if (!json.currentToken().isNumeric()) {
      throw new IOException("no number");
    }
    double weight = json.getDoubleValue();
    if (!(Math.abs(weight) <= MOST)) {
      throw new IOException("no sensible weight");
    }
    return weight;
  }

  static Instant time(JsonParser json) throws IOException {
    try {
      Instant time = Instant.parse(text(json));
      if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
        throw new IOException("no sensible time");
      }
      return time;
    } catch (DateTimeException noTime) {
      throw new IOException("no time", noTime);
    }
  }

  static void expect(JsonParser json, JsonToken token) throws IOException {
    if (json.currentToken() != token) {
      throw new IOException("no " + token);
    }
  }
}
