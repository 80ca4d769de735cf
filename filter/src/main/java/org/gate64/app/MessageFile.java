package org.gate64.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gate64.net.HeaderField;

/**
 * A message as it lies in a file: lines may end in LF or CRLF, and a line "From " of a mailbox file
 * may stand on top.
 *
 * @param header its fields, from the top
 * @param body with CRLF at the end of each line
 */
record MessageFile(List<HeaderField> header, ByteBuffer body) {

  private static final long LARGEST = 200L << 20;
  private static final String CRLF = "\r\n";

  MessageFile {
    header = List.copyOf(header);
  }

  /**
   * Reads a message.
   *
   * @throws IOException where the file cannot be read, is larger than 200 MiB, or does not begin
   *     with a header field
   */
  static MessageFile read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException("larger than 200 MiB");
    }
    return parse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
  }

  static MessageFile parse(String octets) throws IOException {
    String text = withCrlf(octets);
    int start = text.startsWith("From ") ? text.indexOf(CRLF) + CRLF.length() : 0;
    int end = text.startsWith(CRLF, start) ? start : text.indexOf(CRLF + CRLF, start);
    String head = text.substring(start, end < 0 ? text.length() : end);
    int emptyLine = end == start ? CRLF.length() : 2 * CRLF.length();
    String body = end < 0 ? "" : text.substring(end + emptyLine);
    return new MessageFile(
        fields(head), ByteBuffer.wrap(body.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** The value of the first field of that name, unfolded and without white space around it. */
  Optional<String> first(String name) {
    return header.stream()
        .filter(field -> field.is(name))
        .map(field -> field.value().replace(CRLF, "").strip())
        .findFirst();
  }

  private static List<HeaderField> fields(String head) throws IOException {
    List<HeaderField> fields = new ArrayList<>();
    for (String field : head.split("\r\n(?![ \t])", -1)) {
      int colon = field.indexOf(':');
      if (colon <= 0 || field.substring(0, colon).isBlank()) {
        if (field.isEmpty()) {
          continue;
        }
        throw new IOException(
            "not a message: in place of header field "
                + (fields.size() + 1)
                + " is something else");
      }
      String name = field.substring(0, colon).stripTrailing();
      fields.add(new HeaderField(name, field.substring(colon + 1)));
    }
    return fields;
  }

  private static String withCrlf(String text) {
    return text.replace(CRLF, "\n").replace("\n", CRLF);
  }
}
