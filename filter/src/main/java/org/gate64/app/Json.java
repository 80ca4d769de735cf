package org.gate64.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.gate64.admin.Response;

/** Answers for programs: one object on one line, in ASCII. */
final class Json {

  private static final String TYPE = "application/json";
  private static final int DECIMALS = 6;
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Json() {}

  /** What goes into the object. */
  @FunctionalInterface
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  static Response object(Fields fields) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException notOfAWriterInMemory) {
      throw new UncheckedIOException(notOfAWriterInMemory);
    }
    return new Response.Text(200, TYPE, line.append('\n').toString());
  }

  /** Rounded: what lies beyond says nothing. */
  static void number(JsonGenerator json, String name, double number) throws IOException {
    json.writeNumberField(
        name,
        BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros());
  }
}
