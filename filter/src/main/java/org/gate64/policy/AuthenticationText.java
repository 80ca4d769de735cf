package org.gate64.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;

/**
 * Says why a message is not authenticated, and how to have the next one be so. Texts from outside
 * are still in it.
 */
final class AuthenticationText {

  private static final int SIGNATURES_NAMED = 2;
  private static final String LATER = "Please try again later.";

  private final ClientAddress client;
  private final Optional<Evidence> evidence;
  private final RequiredAlignment alignment;

  AuthenticationText(
      ClientAddress client, Optional<Evidence> evidence, RequiredAlignment alignment) {
    this.client = client;
    this.evidence = evidence;
    this.alignment = alignment;
  }

  String unauthenticated() {
    return switch (alignment) {
      case ANY ->
          "The message passed neither SPF (%s) nor DKIM (%s). %s, or sign with DKIM."
              .formatted(spf(), dkim(), cure());
      case ALIGNED ->
          "The message passed neither SPF (%s) nor DKIM (%s) for a domain aligned with the one in"
                  .formatted(spf(), dkim())
              + " From (%s). Sign with DKIM for that domain.".formatted(author());
    };
  }

  String unavailable() {
    return switch (alignment) {
      case ANY ->
          "Neither SPF (%s) nor DKIM (%s) passed, and not all of it could be checked just now. %s"
              .formatted(spf(), dkim(), LATER);
      case ALIGNED ->
          "Whether the message passes SPF (%s) or DKIM (%s) for a domain aligned with the one in"
                  .formatted(spf(), dkim())
              + " From (%s) could not be found out just now. %s".formatted(author(), LATER);
    };
  }

  String dmarcFail() {
    return "%s not to take unauthenticated mail in its name, and the message passed neither SPF (%s)"
            .formatted(request(), spf())
        + " nor DKIM (%s) for a domain aligned with it. Sign with DKIM for the domain in From, or"
            .formatted(dkim())
        + " send under a domain of your own.";
  }

  private String request() {
    return evidence
        .flatMap(known -> known.dmarc().policy())
        .map(
            policy ->
                "%s asks (DMARC, p=%s)"
                    .formatted(RefusalText.name(policy.domain()), policy.published().keyword()))
        .orElse("The domain in From asks (DMARC)");
  }

  private String author() {
    return evidence
        .map(Evidence::author)
        .filter(Author.Known.class::isInstance)
        .map(known -> RefusalText.name(((Author.Known) known).domain()))
        .orElse("no domain");
  }

  private String spf() {
    return evidence
        .map(Evidence::spf)
        .map(spf -> domain(spf.domain()) + ": " + spf.status().keyword())
        .orElse("not checked");
  }

  private String cure() {
    return evidence
        .map(Evidence::spf)
        .flatMap(SpfResult::domain)
        .map(
            domain -> "Add [%s] to the SPF record of ".formatted(client) + RefusalText.name(domain))
        .orElse("Say HELO with a name whose SPF record has [%s]".formatted(client));
  }

  private String dkim() {
    List<DkimResult> results = evidence.map(Evidence::dkim).orElse(List.of());
    if (results.isEmpty()) {
      return "no signature";
    }
    String more = results.size() > SIGNATURES_NAMED ? ", ..." : "";
    return results.stream()
            .limit(SIGNATURES_NAMED)
            .map(AuthenticationText::signature)
            .collect(Collectors.joining(", "))
        + more;
  }

  private static String signature(DkimResult result) {
    String detail = result.detail().isEmpty() ? "" : ", " + result.detail();
    return domain(result.domain()) + ": " + result.status().keyword() + detail;
  }

  private static String domain(Optional<DomainName> domain) {
    return domain.map(RefusalText::name).orElse("no domain");
  }
}
