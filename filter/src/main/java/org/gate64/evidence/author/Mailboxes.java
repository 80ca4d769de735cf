package org.gate64.evidence.author;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Parses an address list (RFC 5322, sections 3.4 and 4.4) for the domains in it.
 *
 * <p>mime4j's lenient parser was tried: it takes time that grows with the square of the length, and
 * reads {@code a@b <c@d>}, which many write, as the domain {@code b<c@d>}. Here an address in angle
 * brackets is the address, whatever stands in front, as mail programs show it; and what programs
 * might read in different ways is no list of addresses.
 */
final class Mailboxes {

  /**
   * One address.
   *
   * @param domain as it is written, without comments and white space; maybe an address literal
   */
  record Mailbox(String domain) {}

  private static final Pattern HIDDEN_DOMAIN = Pattern.compile("(?U)@([\\w.-]*)");

  private final List<Token> tokens;
  private final List<Mailbox> found = new ArrayList<>();
  private int position;

  private Mailboxes(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * The mailboxes in their order, those in groups included. Words between commas that hold no
   * address are skipped ({@code Doe, Jane <jane@example.org>}). Where an address is unclear, its
   * domain must be one of these anyway ({@code Jane [jane@example.org] <jane@example.org>}).
   *
   * @return empty where the text is no list of addresses
   */
  static Optional<List<Mailbox>> parse(String text) {
    List<Token> all = Tokens.of(text);
    Mailboxes mailboxes = new Mailboxes(all.stream().filter(token -> !isUnclear(token)).toList());
    while (mailboxes.position < mailboxes.tokens.size()) {
      if (!mailboxes.element()) {
        return Optional.empty();
      }
    }
    Set<String> domains =
        mailboxes.found.stream().map(each -> lowerCase(each.domain())).collect(Collectors.toSet());
    boolean nobodyIsHidden =
        all.stream().filter(Mailboxes::isUnclear).allMatch(token -> isOf(domains, token.text()));
    return nobodyIsHidden ? Optional.of(mailboxes.found) : Optional.empty();
  }

  private static boolean isUnclear(Token token) {
    return token.kind() == Token.Kind.UNCLEAR;
  }

  /** Whether a text names addresses of these domains only. */
  private static boolean isOf(Set<String> domains, String text) {
    return HIDDEN_DOMAIN
        .matcher(text)
        .results()
        .allMatch(domain -> domains.contains(lowerCase(domain.group(1))));
  }

  private static String lowerCase(String domain) {
    return domain.toLowerCase(Locale.ROOT);
  }

  /** Reads up to the next comma or semicolon, or the colon behind a group's name. */
  private boolean element() {
    List<Token> words = new ArrayList<>();
    while (position < tokens.size()) {
      Token token = tokens.get(position++);
      if (token.is('<')) {
        return angleAddress();
      }
      if (token.is('>')) {
        return false;
      }
      if (token.is(':')) {
        return words.stream().noneMatch(word -> word.is('@'));
      }
      if (token.is(',') || token.is(';')) {
        break;
      }
      words.add(token);
    }
    return words.stream().noneMatch(word -> word.is('@')) || address(words);
  }

  /** Reads the rest of {@code <address>}, and the separator behind it. */
  private boolean angleAddress() {
    int start = position;
    while (position < tokens.size() && !tokens.get(position).is('>')) {
      position++;
    }
    int end = position++;
    boolean closed = end < tokens.size();
    boolean separated =
        position >= tokens.size() || tokens.get(position).is(',') || tokens.get(position).is(';');
    position++;
    return closed && separated && address(withoutRoute(tokens.subList(start, end)));
  }

  /** Drops {@code @a,@b:}, the obsolete route (RFC 5322, section 4.4). */
  private static List<Token> withoutRoute(List<Token> address) {
    if (address.isEmpty() || !address.get(0).is('@')) {
      return address;
    }
    for (int i = 1; i < address.size(); i++) {
      if (address.get(i).is(':')) {
        return address.subList(i + 1, address.size());
      }
    }
    return address;
  }

  private boolean address(List<Token> address) {
    int at = 0;
    while (at < address.size() && !address.get(at).is('@')) {
      at++;
    }
    if (at == address.size()) {
      return false;
    }
    List<Token> domain = address.subList(at + 1, address.size());
    if (!isDotted(address.subList(0, at), Token.Kind.QUOTED)
        || !isDotted(domain, Token.Kind.LITERAL)) {
      return false;
    }
    StringBuilder text = new StringBuilder();
    domain.forEach(token -> text.append(token.text()));
    found.add(new Mailbox(text.toString()));
    return true;
  }

  /**
   * Whether these are words with dots between them; more dots than needed are common in local
   * parts.
   *
   * @param other what may be a word beside atoms
   */
  private static boolean isDotted(List<Token> part, Token.Kind other) {
    boolean wordInFront = false;
    for (Token token : part) {
      boolean word = token.kind() == Token.Kind.ATOM || token.kind() == other;
      if (word ? wordInFront : !token.is('.')) {
        return false;
      }
      wordInFront = word;
    }
    return !part.isEmpty();
  }
}
