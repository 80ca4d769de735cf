package org.gate64.evidence.dkim;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.gate64.net.HeaderField;

/** A message taken apart as the milter protocol does it. */
record WireMessage(List<HeaderField> header, String body) {

  static WireMessage of(byte[] message) {
    String text = new String(message, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    String head = end < 0 ? text : text.substring(0, end);
    String body = end < 0 ? "" : text.substring(end + 4);
    return new WireMessage(
        Arrays.stream(head.split("\r\n(?![ \t])", -1))
            .filter(field -> !field.isEmpty())
            .map(WireMessage::field)
            .toList(),
        body);
  }

  byte[] bodyBytes() {
    return body.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static HeaderField field(String text) {
    int colon = text.indexOf(':');
    return new HeaderField(text.substring(0, colon), text.substring(colon + 1));
  }
}
