package org.gate64.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gate64.admin.Page.Access;

/** Finds the page of a path, and lists all pages at {@code /}. */
final class Router {

  private static final String INDEX = "/";

  private final Map<String, Page> pages = new LinkedHashMap<>();

  Router(List<Page> pages) {
    pages.forEach(page -> this.pages.put(page.path(), page));
    String text = index(pages);
    this.pages.put(INDEX, new Page(INDEX, "this list", () -> Response.plain(200, text)));
  }

  /**
   * The page at a path.
   *
   * @param target path and perhaps a query
   */
  Optional<Page> find(String target) {
    int query = target.indexOf('?');
    return Optional.ofNullable(pages.get(query < 0 ? target : target.substring(0, query)));
  }

  private static String index(List<Page> pages) {
    int width = pages.stream().mapToInt(page -> page.path().length()).max().orElse(0);
    StringBuilder text = new StringBuilder("gate64\n\n");
    pages.forEach(
        page ->
            text.append(page.path())
                .append(" ".repeat(width - page.path().length() + 2))
                .append(page.about())
                .append(note(page.access()))
                .append('\n'));
    return text.toString();
  }

  private static String note(Access access) {
    return switch (access) {
      case ANYBODY -> "";
      case LOCAL -> " (from this host only)";
      case CHANGE, TELL -> " (POST, from this host only, with the token)";
    };
  }
}
