package org.gate64.net;

import java.util.Optional;

/**
 * A reverse-path or forward-path (RFC 5321, section 4.1.2): a mailbox, or the null path {@code <>}
 * that notifications come from.
 *
 * @param localPart as it was sent, quotes included; empty for the null path and for a path without
 *     "@"
 * @param domain empty for the null path, for a path without a domain, and where the domain is an
 *     address literal or no name at all
 * @param text the whole path without its angle brackets and source route: still hostile text
 */
public record MailPath(String localPart, Optional<DomainName> domain, String text) {

  /** The null path. */
  public static final MailPath NULL = new MailPath("", Optional.empty(), "");

  /** Reads a path with or without its angle brackets. Every text is some path. */
  public static MailPath parse(String path) {
    String text = withoutSourceRoute(withoutBrackets(path.strip()));
    if (text.isEmpty()) {
      return NULL;
    }
    int at = text.lastIndexOf('@');
    if (at < 0) {
      return new MailPath(text, Optional.empty(), text);
    }
    return new MailPath(text.substring(0, at), domain(text.substring(at + 1)), text);
  }

  public boolean isNull() {
    return text.isEmpty();
  }

  private static String withoutBrackets(String path) {
    return path.startsWith("<") && path.endsWith(">") ? path.substring(1, path.length() - 1) : path;
  }

  /** Drops {@code @a,@b:} (RFC 5321, appendix C: to be ignored). */
  private static String withoutSourceRoute(String path) {
    int colon = path.indexOf(':');
    boolean routed = path.startsWith("@") && colon > 0 && colon < path.length() - 1;
    return routed ? path.substring(colon + 1) : path;
  }

  /** A literal would pass for a name, for names may hold brackets. */
  private static Optional<DomainName> domain(String text) {
    return text.startsWith("[") ? Optional.empty() : DomainName.parse(text);
  }

  @Override
  public String toString() {
    return "<" + text + ">";
  }
}
