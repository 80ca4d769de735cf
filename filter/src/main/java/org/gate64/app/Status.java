package org.gate64.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.gate64.admin.Page;
import org.gate64.admin.Page.Access;
import org.gate64.admin.Page.Load;
import org.gate64.admin.Request;
import org.gate64.admin.Response;
import org.gate64.net.PlainText;

/** How the daemon is, line by line, for the operators of this host. */
final class Status {

  private static final int LONGEST = 300;
  private static final Pattern NEXT_WORD = Pattern.compile(" (.)");

  private final Map<String, Supplier<StatusValue>> lines =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<String, Supplier<Table>> tables =
      Collections.synchronizedMap(new LinkedHashMap<>());

  /** What takes more than a line. */
  interface Table {

    /** For people. */
    Columns text();

    /** For programs: its rows, in an array that has begun. */
    void json(JsonGenerator json) throws IOException;

    /** Whether there is nothing to show to people. */
    boolean isEmpty();
  }

  /**
   * Adds a line.
   *
   * @param name a few words in plain ASCII; joined to one, they are the key for programs
   * @param value asked for each time; may wait a little
   */
  Status line(String name, Supplier<StatusValue> value) {
    lines.put(name, value);
    return this;
  }

  /** Adds a table below the lines; as with {@link #line}. */
  Status table(String name, Supplier<Table> value) {
    tables.put(name, value);
    return this;
  }

  Page page(AdminWork work) {
    return new Page(
        "/status", "how gate64 is", Access.LOCAL, Load.SMALL, work.handler(this::answer));
  }

  private Response answer(Request request) throws IOException {
    Map<String, StatusValue> values = new LinkedHashMap<>();
    synchronized (lines) {
      lines.forEach((name, value) -> values.put(name, value.get()));
    }
    Map<String, Table> larger = new LinkedHashMap<>();
    synchronized (tables) {
      tables.forEach((name, value) -> larger.put(name, value.get()));
    }
    return switch (Format.of(request.query())) {
      case TEXT -> text(values, larger);
      case JSON ->
          Json.object(
              json -> {
                for (Map.Entry<String, StatusValue> line : values.entrySet()) {
                  json.writeFieldName(key(line.getKey()));
                  line.getValue().json(json);
                }
                for (Map.Entry<String, Table> table : larger.entrySet()) {
                  json.writeArrayFieldStart(key(table.getKey()));
                  table.getValue().json(json);
                  json.writeEndArray();
                }
              });
    };
  }

  /** {@code messages on their way} is {@code messagesOnTheirWay}. */
  private static String key(String name) {
    return NEXT_WORD.matcher(name).replaceAll(next -> next.group(1).toUpperCase(Locale.ROOT));
  }

  private static Response text(Map<String, StatusValue> values, Map<String, Table> tables) {
    int width = values.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, value) ->
            text.append(name)
                .append(" ".repeat(width - name.length() + 2))
                .append(PlainText.visible(value.text(), LONGEST))
                .append('\n'));
    tables.forEach(
        (name, table) -> {
          if (!table.isEmpty()) {
            text.append('\n').append(name).append('\n').append(table.text().render("  "));
          }
        });
    return Response.plain(200, text.toString());
  }
}
