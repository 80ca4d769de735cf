package org.gate64.app;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.gate64.admin.Page;
import org.gate64.admin.Page.Access;
import org.gate64.admin.Page.Load;
import org.gate64.admin.Request;
import org.gate64.admin.Response;
import org.gate64.net.PlainText;

/** How the daemon is, line by line, for the operators of this host. */
final class Status {

  private static final int LONGEST = 300;

  private final Map<String, Supplier<String>> lines =
      Collections.synchronizedMap(new LinkedHashMap<>());

  /**
   * Adds a line.
   *
   * @param name a few words in plain ASCII
   * @param value asked for each time; may wait a little
   */
  Status line(String name, Supplier<String> value) {
    lines.put(name, value);
    return this;
  }

  Page page(AdminWork work) {
    return new Page(
        "/status", "how gate64 is", Access.LOCAL, Load.SMALL, work.handler(this::answer));
  }

  private Response answer(Request request) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    synchronized (lines) {
      lines.forEach((name, value) -> values.put(name, PlainText.visible(value.get(), LONGEST)));
    }
    return switch (Format.of(request.query())) {
      case TEXT -> text(values);
      case JSON ->
          Json.object(
              json -> {
                for (Map.Entry<String, String> line : values.entrySet()) {
                  json.writeStringField(line.getKey(), line.getValue());
                }
              });
    };
  }

  private static Response text(Map<String, String> values) {
    int width = values.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, value) ->
            text.append(name)
                .append(" ".repeat(width - name.length() + 2))
                .append(value)
                .append('\n'));
    return Response.plain(200, text.toString());
  }
}
