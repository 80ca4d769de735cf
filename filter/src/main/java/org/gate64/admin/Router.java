package org.gate64.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
   * Answers a request to read.
   *
   * @param target path and perhaps a query, which no page knows of
   */
  Response read(String target) {
    int query = target.indexOf('?');
    Page page = pages.get(query < 0 ? target : target.substring(0, query));
    return page == null
        ? Response.plain(404, "There is no such page; / lists those there are.\n")
        : page.content().get();
  }

  private static String index(List<Page> pages) {
    StringBuilder text = new StringBuilder("gate64\n\n");
    pages.forEach(page -> text.append(String.format("%-12s %s\n", page.path(), page.about())));
    return text.toString();
  }
}
