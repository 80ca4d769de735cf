package org.gate64.reporting;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.content.ContentStatus;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.dmarc.DmarcResult;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.evidence.spf.SpfStatus;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.gate64.net.PlainText;

/** Evidence in words. */
final class EvidenceText {

  private static final int LONGEST_TEXT = 320;

  private final Indented text;
  private final String address;

  EvidenceText(Indented text, Optional<ClientAddress> client) {
    this.text = text;
    this.address = client.map(ClientAddress::toString).orElse("the address");
  }

  void write(Evidence evidence) {
    write(evidence.fcrdns());
    text.entry("SPF", spf(evidence.spf()));
    text.more(identity(evidence.spf()));
    evidence.helo().ifPresent(helo -> text.entry("SPF of HELO", spf(helo)));
    List<DkimResult> signatures = evidence.dkim();
    text.entry("DKIM", signatures.isEmpty() ? "none: no signature" : dkim(signatures.get(0)));
    signatures.stream().skip(1).forEach(signature -> text.more(dkim(signature)));
    text.entry("From", author(evidence.author()));
    text.entry("DMARC", dmarc(evidence.dmarc()));
    evidence.content().ifPresent(found -> text.entry("content", content(found)));
  }

  void write(FcrdnsResult fcrdns) {
    text.entry("reverse DNS", EvidenceWords.fcrdns(fcrdns) + ": " + fcrdns(fcrdns));
  }

  private String fcrdns(FcrdnsResult fcrdns) {
    if (fcrdns instanceof FcrdnsResult.Confirmed confirmed) {
      return name(confirmed.name()) + " resolves back to " + address;
    }
    if (fcrdns instanceof FcrdnsResult.Unconfirmed unconfirmed) {
      return unconfirmed(unconfirmed.names());
    }
    if (fcrdns instanceof FcrdnsResult.Unavailable unavailable) {
      return visible(unavailable.detail());
    }
    return address + " has no PTR record";
  }

  private String unconfirmed(List<DomainName> names) {
    if (names.isEmpty()) {
      return "the PTR records of " + address + " lead to no name";
    }
    String tried = names.stream().map(EvidenceText::name).collect(Collectors.joining(", "));
    return names.size() == 1
        ? tried + " does not resolve back to " + address
        : "none of " + tried + " resolves back to " + address;
  }

  private static String spf(SpfResult spf) {
    String status = spf.status().keyword() + ": ";
    if (spf.domain().isEmpty()) {
      return status + "there is no domain to ask for a policy";
    }
    String because = spf.status() == SpfStatus.NONE ? "" : because(spf.detail());
    return status + name(spf.domain().get()) + meaning(spf.status()) + because;
  }

  private static String identity(SpfResult spf) {
    return switch (spf.identity()) {
      case MAIL_FROM -> "checked for MAIL FROM " + visible(spf.mailbox());
      case HELO -> "checked for HELO, as " + visible(spf.mailbox());
    };
  }

  private static String meaning(SpfStatus status) {
    return switch (status) {
      case NONE -> " publishes no SPF record";
      case NEUTRAL -> " does not say whether the client may send for it";
      case PASS -> " allows the client to send for it";
      case FAIL -> " forbids the client to send for it";
      case SOFTFAIL -> " does not expect the client to send for it";
      case TEMPERROR -> " could not be looked up just now";
      case PERMERROR -> " has an SPF record that cannot be evaluated";
    };
  }

  private static String dkim(DkimResult dkim) {
    String domain = dkim.domain().map(EvidenceText::name).orElse("no domain");
    String selector = dkim.selector().isEmpty() ? "" : ", selector " + visible(dkim.selector());
    String algorithm = dkim.algorithm().isEmpty() ? "" : ", " + visible(dkim.algorithm());
    return dkim.status().keyword() + ": " + domain + selector + algorithm + because(dkim.detail());
  }

  private static String author(Author author) {
    if (author instanceof Author.Malformed malformed) {
      return "malformed: " + visible(malformed.detail());
    }
    return ((Author.Known) author)
        .domains().stream().map(EvidenceText::name).collect(Collectors.joining(", "));
  }

  private static String dmarc(DmarcResult dmarc) {
    String status = dmarc.status().keyword() + ": ";
    return status
        + switch (dmarc.status()) {
          case NONE -> withoutPolicy(dmarc) + "; " + alignment(dmarc);
          case PASS, FAIL -> alignment(dmarc) + asks(dmarc);
          case TEMPERROR, PERMERROR -> visible(dmarc.detail());
        };
  }

  private static String withoutPolicy(DmarcResult dmarc) {
    return dmarc
        .author()
        .filter(author -> dmarc.detail().isEmpty())
        .map(author -> name(author) + " publishes no policy")
        .orElseGet(() -> visible(dmarc.detail()));
  }

  private static String alignment(DmarcResult dmarc) {
    return switch (dmarc.alignment()) {
      case ALIGNED -> "what passed is aligned with From";
      case UNALIGNED -> "nothing that passed is aligned with From";
      case UNKNOWN -> "whether what passed is aligned with From, DNS would not say";
    };
  }

  private static String asks(DmarcResult dmarc) {
    return dmarc
        .policy()
        .map(policy -> "; " + name(policy.domain()) + " asks for " + EvidenceWords.policy(policy))
        .orElse("");
  }

  private static String content(ContentStatus found) {
    return found.keyword()
        + switch (found) {
          case SPAM -> ": the content filter takes it for spam";
          case HAM -> ": the content filter does not take it for spam";
          case UNCLEAR -> ": the content filter's fields say neither, or not with one voice";
          case NONE -> ": there is no field of the content filter";
        };
  }

  private static String because(String detail) {
    return detail.isEmpty() ? "" : "; " + visible(detail);
  }

  private static String name(DomainName name) {
    return visible(name.toString());
  }

  private static String visible(String hostile) {
    return PlainText.visible(hostile, LONGEST_TEXT);
  }
}
