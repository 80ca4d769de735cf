package org.gate64.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.net.DomainName;
import org.gate64.net.PlainText;

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
  private static final int SIGNATURES_NAMED = 2;

  private final PolicyContext context;
  private final Optional<FcrdnsResult> fcrdns;
  private final Optional<Evidence> evidence;

  private RefusalText(
      PolicyContext context, Optional<FcrdnsResult> fcrdns, Optional<Evidence> evidence) {
    this.context = context;
    this.fcrdns = fcrdns;
    this.evidence = evidence;
  }

  RefusalText(PolicyContext context, FcrdnsResult fcrdns, Evidence evidence) {
    this(context, Optional.of(fcrdns), Optional.of(evidence));
  }

  RefusalText(PolicyContext context, FcrdnsResult fcrdns) {
    this(context, Optional.of(fcrdns), Optional.empty());
  }

  RefusalText(PolicyContext context) {
    this(context, Optional.empty(), Optional.empty());
  }

  String of(Finding finding) {
    String id = " (gate64 id " + context.id() + ")";
    String text = sentence(finding) + (doubtful(finding) ? TROUBLE : "");
    return PlainText.printable(text, LONGEST_TEXT - id.length()) + id;
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
      case UNAUTHENTICATED -> unauthenticated(client);
      case AUTH_UNAVAILABLE -> authenticationUnavailable();
      case FROM_MALFORMED ->
          "The message needs exactly one From field, with its author's address: " + author() + ".";
      case DMARC_FAIL ->
          policy()
              + ", and the message passed neither SPF ("
              + spf()
              + ") nor DKIM ("
              + dkim()
              + ") for a domain aligned with it. Sign with DKIM for the domain in From, or send"
              + " under a domain of your own.";
      case OVERLOAD ->
          "The message could not be checked in time; the fault is here. Please try again later.";
    };
  }

  private String unauthenticated(String client) {
    if (passedForSomebody()) {
      return "Neither SPF ("
          + spf()
          + ") nor DKIM ("
          + dkim()
          + ") passed for a domain aligned with the one in From ("
          + authorDomain()
          + "). Sign with DKIM for that domain.";
    }
    return "The message passed neither SPF ("
        + spf()
        + ") nor DKIM ("
        + dkim()
        + "). "
        + cure(client)
        + ", or sign with DKIM.";
  }

  private String authenticationUnavailable() {
    if (passedForSomebody()) {
      return "Whether SPF ("
          + spf()
          + ") or DKIM ("
          + dkim()
          + ") is aligned with the domain in From ("
          + authorDomain()
          + ") could not be found out just now. Please try again later.";
    }
    return "Neither SPF ("
        + spf()
        + ") nor DKIM ("
        + dkim()
        + ") passed, and not all of it could be checked just now. Please try again later.";
  }

  /** What is missing then is only that it passed for the author's domain. */
  private boolean passedForSomebody() {
    return evidence.filter(Evidence::authenticated).isPresent();
  }

  private String policy() {
    return evidence
        .flatMap(known -> known.dmarc().policy())
        .map(
            policy ->
                name(policy.domain())
                    + " asks (DMARC, p="
                    + policy.published().keyword()
                    + ") not to take unauthenticated mail in its name")
        .orElse("The domain in From asks (DMARC) not to take unauthenticated mail in its name");
  }

  private String authorDomain() {
    return evidence
        .map(Evidence::author)
        .filter(Author.Known.class::isInstance)
        .map(known -> name(((Author.Known) known).domain()))
        .orElse("no domain");
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

  private String spf() {
    return evidence
        .map(Evidence::spf)
        .map(spf -> spfDomain(spf) + ": " + spf.status().keyword())
        .orElse("not checked");
  }

  private static String spfDomain(SpfResult spf) {
    return spf.domain().map(RefusalText::name).orElse("no domain");
  }

  private String cure(String client) {
    return evidence
        .flatMap(known -> known.spf().domain())
        .map(domain -> "Add " + client + " to the SPF record of " + name(domain))
        .orElse("Say HELO with a name whose SPF record has " + client);
  }

  private String dkim() {
    List<DkimResult> results = evidence.map(Evidence::dkim).orElse(List.of());
    if (results.isEmpty()) {
      return "no signature";
    }
    String more = results.size() > SIGNATURES_NAMED ? ", ..." : "";
    return results.stream()
            .limit(SIGNATURES_NAMED)
            .map(RefusalText::signature)
            .collect(Collectors.joining(", "))
        + more;
  }

  private static String signature(DkimResult result) {
    String domain = result.domain().map(RefusalText::name).orElse("no domain");
    String detail = result.detail().isEmpty() ? "" : ", " + result.detail();
    return domain + ": " + result.status().keyword() + detail;
  }

  private String author() {
    Optional<Author> author = evidence.map(Evidence::author);
    return author.isPresent() && author.get() instanceof Author.Malformed malformed
        ? malformed.detail()
        : "it has none";
  }

  private static String name(DomainName name) {
    return PlainText.printable(name.toString(), LONGEST_NAME);
  }
}
