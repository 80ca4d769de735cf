package org.gate64.policy;

import java.util.List;
import java.util.Optional;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.net.DomainName;
import org.gate64.net.PlainText;
import org.gate64.reputation.Standings;

/**
 * Says to a sender's postmaster in plain words what is wrong and how to mend it. Whatever came from
 * outside goes through {@link PlainText} once more, as a whole, so that nothing can be forgotten.
 */
final class RefusalText {

  /** A reply line may take 512 octets with its code and CRLF (RFC 5321, section 4.5.3.1.5). */
  private static final int LONGEST_TEXT = 480;

  private static final String TROUBLE =
      " Much of DNS does not answer here just now; if this is wrong, please try again later.";

  private static final int LONGEST_NAME = 80;

  private final PolicyContext context;
  private final Optional<FcrdnsResult> fcrdns;
  private final Optional<Evidence> evidence;
  private final AuthenticationText authentication;
  private final StandingText standing;

  private RefusalText(
      PolicyContext context,
      Optional<FcrdnsResult> fcrdns,
      Optional<Evidence> evidence,
      Standings standings,
      RequiredAlignment alignment) {
    this.context = context;
    this.fcrdns = fcrdns;
    this.evidence = evidence;
    this.authentication = new AuthenticationText(context.client(), evidence, alignment);
    this.standing = new StandingText(context, standings);
  }

  /** For a message. */
  static RefusalText of(
      PolicyContext context, Evidence evidence, Standings standings, RequiredAlignment alignment) {
    return new RefusalText(
        context, Optional.of(evidence.fcrdns()), Optional.of(evidence), standings, alignment);
  }

  /** For a client whose message is not seen. */
  static RefusalText of(PolicyContext context, FcrdnsResult fcrdns, Standings standings) {
    return new RefusalText(
        context, Optional.of(fcrdns), Optional.empty(), standings, RequiredAlignment.ANY);
  }

  /** For a message that nothing is known of. */
  static RefusalText of(PolicyContext context) {
    return new RefusalText(
        context, Optional.empty(), Optional.empty(), Standings.unknown(), RequiredAlignment.ANY);
  }

  String of(Finding finding) {
    return text(finding, doubtful(finding) ? TROUBLE : "");
  }

  /** The same where the message has been refused for now before, and now is for good. */
  String atLast(Finding finding) {
    String times =
        context.tries() instanceof Tries.Known known
            ? " The message was tried %d times".formatted(known.count() + 1)
            : " The message was tried again";
    String remedy =
        switch (context.client().family()) {
          case IPV6 -> " over IPv6 and is refused for good now: mend this, or send over IPv4.";
          case IPV4 -> " and is refused for good now: mend this, and send it anew.";
        };
    return text(finding, times + remedy);
  }

  private String text(Finding finding, String more) {
    String end = more + " (gate64 id " + context.id() + ")";
    return PlainText.printable(sentence(finding), LONGEST_TEXT - end.length()) + end;
  }

  private boolean doubtful(Finding finding) {
    return context.dns() == DnsHealth.FAILING && finding.restsOnDns() && !finding.isOutage();
  }

  private String sentence(Finding finding) {
    String client = "[" + context.client() + "]";
    return switch (finding) {
      case NO_PTR ->
          client
              + " has no reverse DNS (PTR record). This server takes mail only from addresses whose"
              + " reverse DNS resolves back to them; ask your network's provider to set it up.";
      case PTR_UNCONFIRMED ->
          "The reverse DNS of "
              + client
              + pointers()
              + " does not resolve back to that address. Make the PTR record and the name's address"
              + " record agree.";
      case PTR_UNAVAILABLE ->
          "The reverse DNS of "
              + client
              + " could not be looked up just now. Please try again later.";
      case UNAUTHENTICATED -> authentication.unauthenticated();
      case AUTH_UNAVAILABLE -> authentication.unavailable();
      case FROM_MALFORMED ->
          "The message needs exactly one From field, with its author's address: " + author() + ".";
      case DMARC_FAIL -> authentication.dmarcFail();
      case DMARC_UNAVAILABLE -> authentication.dmarcUnavailable();
      case NETWORK_BAD -> standing.networkBad();
      case DOMAIN_BAD -> standing.domainBad();
      case RATE -> standing.rate();
      case OVERLOAD ->
          "The message could not be checked in time; the fault is here. Please try again later.";
    };
  }

  private String pointers() {
    if (fcrdns.isPresent() && fcrdns.get() instanceof FcrdnsResult.Unconfirmed unconfirmed) {
      List<DomainName> names = unconfirmed.names();
      if (!names.isEmpty()) {
        String others = names.size() > 1 ? " and " + (names.size() - 1) + " more" : "";
        return ", " + name(names.get(0)) + others + ",";
      }
    }
    return "";
  }

  private String author() {
    Optional<Author> author = evidence.map(Evidence::author);
    return author.isPresent() && author.get() instanceof Author.Malformed malformed
        ? malformed.detail()
        : "it has none";
  }

  static String name(DomainName name) {
    return PlainText.printable(name.toString(), LONGEST_NAME);
  }
}
