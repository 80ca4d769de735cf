package org.gate64.reputation.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The first and the last line of a snapshot: what it is, and whether it is all there.
 *
 * <pre>
 * {"gate64":"reputation","version":1}
 * {"subject":"2001:db8:1:2::/64", ...}
 * {"end":1,"crc32c":123456789}
 * </pre>
 *
 * <p>The end counts the records, and sums all bytes of the lines before it (CRC-32C, RFC 3720,
 * section 12.1).
 */
final class Frame {

  /** Of this format; one that an older gate64 would misread gets the next number. */
  private static final long VERSION = 1;

  private static final byte[] END = "{\"end\":".getBytes(StandardCharsets.US_ASCII);
  private static final JsonFactory JSON = new JsonFactory();

  private Frame() {}

  static byte[] head() {
    return line("{\"gate64\":\"reputation\",\"version\":%d}".formatted(VERSION));
  }

  static byte[] end(long records, long crc) {
    return line("{\"end\":%d,\"crc32c\":%d}".formatted(records, crc));
  }

  /** Fails where the line is not the first one of a snapshot that can be read. */
  static void checkHead(byte[] line) throws IOException {
    Map<String, String> head = values(line);
    if (!"reputation".equals(head.get("gate64"))) {
      throw new IOException("it is no snapshot of reputation");
    }
    if (!Long.toString(VERSION).equals(head.get("version"))) {
      throw new IOException("it is of another version of gate64");
    }
  }

  static boolean isEnd(byte[] line) {
    return line.length > END.length && Arrays.equals(line, 0, END.length, END, 0, END.length);
  }

  /** Fails where the last line does not agree with those before it. */
  static void checkEnd(byte[] line, long records, long crc) throws IOException {
    Map<String, String> end = values(line);
    if (!Long.toString(records).equals(end.get("end"))) {
      throw new IOException("records are missing");
    }
    if (!Long.toString(crc).equals(end.get("crc32c"))) {
      throw new IOException("the checksum is wrong");
    }
  }

  private static byte[] line(String text) {
    return (text + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static Map<String, String> values(byte[] line) throws IOException {
    Map<String, String> values = new HashMap<>();
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("a line is no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken().isScalarValue()) {
          values.put(name, json.getText());
        } else {
          json.skipChildren();
        }
      }
    } catch (JsonProcessingException noJson) {
      throw new IOException("a line is no JSON object", noJson);
    }
    return values;
  }
}
