package org.gate64.admin;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gate64.admin.Page.Access;

/** Who may read or do what. */
final class Doors {

  private static final String BEARER = "bearer ";

  /** Fetch Metadata: a browser asks because its user did, or because a page of ours did. */
  private static final Set<String> HARMLESS_SITES = Set.of("none", "same-origin");

  private final Changes changes;

  Doors(Changes changes) {
    this.changes = changes;
  }

  /** Why a request for this page is refused; empty where it is not. */
  Optional<Admission> refusal(Page page, HttpHeaders header, Peer peer) {
    if (page.access() == Access.ANYBODY) {
      return Optional.empty();
    }
    if (!peer.isThisHost()) {
      return refused(page, 403, "Only this host itself may ask for that.\n", Map.of());
    }
    if (!HARMLESS_SITES.containsAll(header.getAll("sec-fetch-site"))) {
      return refused(page, 403, "Pages of other sites get no answers here.\n", Map.of());
    }
    return page.access().isDone() ? refusalOfChange(page, header) : Optional.empty();
  }

  private Optional<Admission> refusalOfChange(Page page, HttpHeaders header) {
    if (changes instanceof Changes.Never never) {
      return refused(page, 403, never.reason() + "\n", Map.of());
    }
    Changes.WithTokens tokens = (Changes.WithTokens) changes;
    boolean lesserWillDo = page.access() == Access.TELL;
    List<String> credentials = header.getAll(HttpHeaderNames.AUTHORIZATION);
    return credentials.size() == 1
            && (carries(credentials.get(0), tokens.token())
                || (lesserWillDo && carries(credentials.get(0), tokens.telling())))
        ? Optional.empty()
        : refused(
            page,
            401,
            "Changes need the token: Authorization: Bearer TOKEN.\n",
            Map.of("www-authenticate", "Bearer realm=\"gate64\""));
  }

  /** RFC 6750, section 2.1; the scheme's name is in any case (RFC 9110, section 11.1). */
  private static boolean carries(String credentials, AdminToken token) {
    return credentials.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && token.is(credentials.substring(BEARER.length()).strip());
  }

  private static Optional<Admission> refused(
      Page page, int status, String text, Map<String, String> fields) {
    return Optional.of(
        new Admission.Refused(Response.plain(status, text), fields, page.load().body()));
  }
}
