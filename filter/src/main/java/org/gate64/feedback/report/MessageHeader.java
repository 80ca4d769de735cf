package org.gate64.feedback.report;

import java.io.IOException;
import java.io.InputStream;
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

/** The top-most fields of some names, unfolded and without white space around them. */
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
        if (wanted.contains(field.getName())) {
          fields.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), unfolded(field.getBody()));
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

  private static String unfolded(String body) {
    return body.replaceAll("[\r\n]", "").strip();
  }
}
