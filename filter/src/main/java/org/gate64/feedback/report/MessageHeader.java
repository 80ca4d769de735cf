package org.gate64.feedback.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeTokenStream;

/**
 * The top-most fields of some names, unfolded and without white space around them. A name is taken
 * as it stands, for mime4j leaves control characters around it out, and a field that is called
 * differently was not removed when the message arrived.
 */
record MessageHeader(Map<String, String> fields) {

  MessageHeader {
    fields = Map.copyOf(fields);
  }

  Optional<String> first(String name) {
    return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Reads from the beginning of an entity to the end of its header. */
  static MessageHeader read(MimeTokenStream stream, Set<String> names)
      throws IOException, MimeException {
    Set<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    wanted.addAll(names);
    Map<String, String> fields = new HashMap<>();
    while (stream.getState() != EntityState.T_END_HEADER
        && stream.getState() != EntityState.T_END_OF_STREAM) {
      if (stream.getState() == EntityState.T_FIELD) {
        Field field = stream.getField();
        String name = name(field);
        if (wanted.contains(name)) {
          fields.putIfAbsent(name.toLowerCase(Locale.ROOT), unfolded(field.getBody()));
        }
      }
      EntityState unused = stream.next();
    }
    return new MessageHeader(fields);
  }

  /** Reads the header that something begins with. */
  static MessageHeader read(InputStream in, Set<String> names) throws IOException, MimeException {
    MimeTokenStream stream = new MimeTokenStream(Bounds.MIME);
    stream.parse(in);
    return read(stream, names);
  }

  /** Only blanks may stand between it and the colon (RFC 5322, section 4.5). */
  private static String name(Field field) {
    byte[] raw = field.getRaw().toByteArray();
    int end = 0;
    while (end < raw.length && raw[end] != ':') {
      end++;
    }
    while (end > 0 && (raw[end - 1] == ' ' || raw[end - 1] == '\t')) {
      end--;
    }
    return new String(raw, 0, end, StandardCharsets.ISO_8859_1);
  }

  private static String unfolded(String body) {
    return body.replaceAll("[\r\n]", "").strip();
  }
}
