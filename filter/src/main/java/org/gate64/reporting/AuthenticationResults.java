package org.gate64.reporting;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.dmarc.DmarcResult;
import org.gate64.evidence.dmarc.DmarcStatus;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.evidence.spf.SpfStatus;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;

/**
 * The Authentication-Results field (RFC 8601): what it says, and whether one pretends to be ours.
 */
public final class AuthenticationResults {

  /** The name of the field. */
  public static final String NAME = "Authentication-Results";

  private static final int LONGEST_MAILBOX = 320;
  private static final int LONGEST_VALUE = 255;
  private static final int LONGEST_REASON = 100;
  private static final int MOST_SIGNATURES = 16;

  private AuthenticationResults() {}

  /**
   * The field's value: one line for each method, parted by LF and a tab as the milter protocol
   * wants it, without a space in front. At most sixteen signatures are told.
   *
   * @param authservId the name of the mail server that vouches for this (RFC 8601, section 2.5)
   * @param client whose reverse DNS was looked up
   */
  public static String value(String authservId, ClientAddress client, Evidence evidence) {
    FoldedValue value = new FoldedValue(NAME);
    value.word(HeaderText.value(authservId, LONGEST_VALUE));
    iprev(value, client, evidence.fcrdns());
    spf(value, evidence.spf());
    evidence.helo().ifPresent(helo -> spf(value, helo));
    if (evidence.dkim().isEmpty()) {
      method(value, "dkim", "none");
    }
    evidence.dkim().stream().limit(MOST_SIGNATURES).forEach(result -> dkim(value, result));
    dmarc(value, evidence.dmarc());
    return value.toString();
  }

  /**
   * Whether an arriving field claims to be of this mail server, so that it has to go. Where the
   * field is so broken that readers might differ, it does.
   *
   * @param fieldValue as it came over the wire, in whatever length
   * @param authservId this mail server's name; no field claims an empty one
   */
  public static boolean claims(String fieldValue, String authservId) {
    return new AuthservIdScanner(fieldValue, authservId).claims();
  }

  /** RFC 8601, section 2.7.3; a client without a pointer is that section's permerror. */
  private static void iprev(FoldedValue value, ClientAddress client, FcrdnsResult fcrdns) {
    String result = "permerror";
    String comment = "no PTR record";
    if (fcrdns instanceof FcrdnsResult.Confirmed confirmed) {
      result = "pass";
      comment = HeaderText.name(confirmed.name());
    } else if (fcrdns instanceof FcrdnsResult.Unconfirmed unconfirmed) {
      result = "fail";
      comment = names(unconfirmed.names());
    } else if (fcrdns instanceof FcrdnsResult.Unavailable unavailable) {
      result = "temperror";
      comment = unavailable.detail();
    }
    method(value, "iprev", result);
    property(value, "policy.iprev", client.toString());
    if (!comment.isEmpty()) {
      value.word(HeaderText.comment(comment, LONGEST_VALUE));
    }
  }

  private static String names(List<DomainName> names) {
    if (names.isEmpty()) {
      return "";
    }
    String first = HeaderText.name(names.get(0));
    return names.size() == 1 ? first : first + " and " + (names.size() - 1) + " more";
  }

  private static void spf(FoldedValue value, SpfResult spf) {
    method(value, "spf", spf.status().keyword());
    if (spf.status() == SpfStatus.TEMPERROR || spf.status() == SpfStatus.PERMERROR) {
      reason(value, spf.detail());
    }
    switch (spf.identity()) {
      case MAIL_FROM ->
          value.word("smtp.mailfrom=" + HeaderText.mailbox(spf.mailbox(), LONGEST_MAILBOX));
      case HELO -> property(value, "smtp.helo", helo(spf));
    }
  }

  private static String helo(SpfResult spf) {
    Optional<String> domain = spf.domain().map(DomainName::toString);
    return domain.orElseGet(() -> spf.mailbox().substring(spf.mailbox().lastIndexOf('@') + 1));
  }

  private static void dkim(FoldedValue value, DkimResult dkim) {
    method(value, "dkim", dkim.status().keyword());
    reason(value, dkim.detail());
    property(value, "header.d", dkim.domain().map(DomainName::toString).orElse(""));
    property(value, "header.s", dkim.selector());
    property(value, "header.a", dkim.algorithm());
    property(value, "header.b", dkim.signaturePrefix());
  }

  /** RFC 7489, section 11.2. */
  private static void dmarc(FoldedValue value, DmarcResult dmarc) {
    method(value, "dmarc", dmarc.status().keyword());
    reason(value, dmarcComment(dmarc));
    property(value, "header.from", dmarc.author().map(DomainName::toString).orElse(""));
  }

  /** The policy, and why there is neither a pass nor a fail. */
  private static String dmarcComment(DmarcResult dmarc) {
    Optional<String> policy = dmarc.policy().map(known -> "policy " + EvidenceWords.policy(known));
    boolean decided = dmarc.status() == DmarcStatus.PASS || dmarc.status() == DmarcStatus.FAIL;
    Optional<String> detail =
        Optional.of(dmarc.detail()).filter(text -> !decided && !text.isEmpty());
    return Stream.concat(policy.stream(), detail.stream()).collect(Collectors.joining(", "));
  }

  private static void method(FoldedValue value, String method, String result) {
    value.semicolon().newLine().word(method + "=" + result);
  }

  private static void reason(FoldedValue value, String reason) {
    if (!reason.isEmpty()) {
      value.word(HeaderText.comment(reason, LONGEST_REASON));
    }
  }

  private static void property(FoldedValue value, String property, String text) {
    if (!text.isEmpty()) {
      value.word(property + "=" + HeaderText.value(text, LONGEST_VALUE));
    }
  }
}
