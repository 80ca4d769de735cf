package org.gate64.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gate64.evidence.Evidence;
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
    if (alignment == RequiredAlignment.ALIGNED && author().isPresent()) {
      return "The message passed neither SPF nor DKIM for a domain aligned with the one in From, %s."
              .formatted(author().get())
          + " Sign with DKIM for that domain. SPF (%s), DKIM (%s)".formatted(spf(), dkim());
    }
    return "The message passed neither SPF (%s) nor DKIM (%s). %s, or sign with DKIM."
        .formatted(spf(), dkim(), cure());
  }

  String unavailable() {
    if (alignment == RequiredAlignment.ALIGNED && author().isPresent()) {
      return "Whether the message passes SPF or DKIM for a domain aligned with the one in From, %s,"
              .formatted(author().get())
          + " could not be found out just now. %s SPF (%s), DKIM (%s)"
              .formatted(LATER, spf(), dkim());
    }
    return "Neither SPF (%s) nor DKIM (%s) passed, and not all of it could be checked just now. %s"
        .formatted(spf(), dkim(), LATER);
  }

  String dmarcFail() {
    return "The domain in From, %s, asks by its DMARC policy (%s) not to take mail in its name that"
            .formatted(author().orElse("unknown"), policy())
        + " passes neither SPF nor DKIM for a domain aligned with it. Sign with DKIM for it, or send"
        + " under a domain of your own. SPF (%s), DKIM (%s)".formatted(spf(), dkim());
  }

  String dmarcUnavailable() {
    return "The domain in From, %s, has a DMARC policy (%s), and whether the message satisfies it"
            .formatted(author().orElse("unknown"), policy())
        + " could not be found out just now. %s SPF (%s), DKIM (%s)"
            .formatted(LATER, spf(), dkim());
  }

  private String policy() {
    return evidence
        .flatMap(known -> known.dmarc().policy())
        .map(
            policy ->
                "%s by %s"
                    .formatted(policy.published().keyword(), RefusalText.name(policy.domain())))
        .orElse("unknown");
  }

  /** Whom it is about; of several, who is not aligned. */
  private Optional<String> author() {
    return evidence.flatMap(known -> known.dmarc().author()).map(RefusalText::name);
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
