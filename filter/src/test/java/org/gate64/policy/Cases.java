package org.gate64.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.dkim.DkimStatus;
import org.gate64.evidence.dmarc.Alignment;
import org.gate64.evidence.dmarc.Disposition;
import org.gate64.evidence.dmarc.DmarcPolicy;
import org.gate64.evidence.dmarc.DmarcResult;
import org.gate64.evidence.dmarc.DmarcStatus;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.evidence.spf.SpfStatus;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.gate64.net.Network;
import org.gate64.net.NetworkTable;

/** Evidence, contexts and policies to decide with. */
final class Cases {

  static final VerdictId ID = new VerdictId("7f3k2m9q");
  static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
  static final FcrdnsResult CONFIRMED = new FcrdnsResult.Confirmed(name("mail.example.org"));
  static final FcrdnsResult NO_POINTER = new FcrdnsResult.NoPointer();
  static final FcrdnsResult UNAVAILABLE = new FcrdnsResult.Unavailable("PTR: SERVFAIL");

  private static final Author AUTHOR = new Author.Known(name("example.org"));

  private static final DmarcResult ALIGNED = dmarc(DmarcStatus.NONE, Alignment.ALIGNED);

  private Cases() {}

  static Evidence authenticated(FcrdnsResult fcrdns) {
    return evidence(fcrdns, spf(SpfStatus.PASS), List.of(), AUTHOR, ALIGNED);
  }

  static Evidence unauthenticated(FcrdnsResult fcrdns) {
    return evidence(fcrdns, spf(SpfStatus.SOFTFAIL), List.of(), AUTHOR, ALIGNED);
  }

  static Evidence undecided(FcrdnsResult fcrdns) {
    return evidence(fcrdns, spf(SpfStatus.TEMPERROR), List.of(), AUTHOR, ALIGNED);
  }

  static Evidence spfPassesDkimUndecided(FcrdnsResult fcrdns) {
    return evidence(
        fcrdns,
        spf(SpfStatus.PASS),
        List.of(dkim(DkimStatus.TEMPERROR, "example.org", "")),
        AUTHOR,
        ALIGNED);
  }

  static Evidence by(Evidence evidence, Author author) {
    return evidence(evidence.fcrdns(), evidence.spf(), evidence.dkim(), author, evidence.dmarc());
  }

  static Evidence with(Evidence evidence, DmarcResult dmarc) {
    return evidence(evidence.fcrdns(), evidence.spf(), evidence.dkim(), evidence.author(), dmarc);
  }

  /** All evidence is made here. It has nothing of HELO, which no policy looks at. */
  static Evidence evidence(
      FcrdnsResult fcrdns, SpfResult spf, List<DkimResult> dkim, Author author, DmarcResult dmarc) {
    return new Evidence(fcrdns, spf, Optional.empty(), dkim, author, dmarc, Optional.empty());
  }

  /** Without a policy. */
  static DmarcResult dmarc(DmarcStatus status, Alignment alignment) {
    return new DmarcResult(
        status, Optional.of(name("example.org")), Optional.empty(), alignment, "");
  }

  /** A message that is authenticated for example.org, and whose author is another's subdomain. */
  static Evidence dmarcFails(Disposition published, Disposition applicable) {
    return with(
        by(authenticated(CONFIRMED), new Author.Known(name("news.bank.example"))),
        underPolicy(DmarcStatus.FAIL, Alignment.UNALIGNED, published, applicable));
  }

  static DmarcResult underPolicy(
      DmarcStatus status, Alignment alignment, Disposition published, Disposition applicable) {
    return new DmarcResult(
        status,
        Optional.of(name("news.bank.example")),
        Optional.of(new DmarcPolicy(name("bank.example"), published, applicable)),
        alignment,
        "");
  }

  static SpfResult spf(SpfStatus status) {
    return new SpfResult(
        status,
        SpfResult.Identity.MAIL_FROM,
        Optional.of(name("example.org")),
        "a@example.org",
        "");
  }

  static DkimResult dkim(DkimStatus status, String domain, String detail) {
    return new DkimResult(
        status, Optional.of(name(domain)), "s2026", "rsa-sha256", "Xk3q9aBc", detail);
  }

  static Policy policy(Strictness strictness) {
    return policy(RuleSet.of(strictness));
  }

  static Policy policy(RuleSet rules) {
    return policy(rules, rules, Map.of());
  }

  /** All policies are made here. */
  static Policy policy(RuleSet ipv6, RuleSet ipv4, Map<Network, RuleSet> networks) {
    return new Policy(ipv6, ipv4, new NetworkTable<>(networks), Steering.usual());
  }

  static PolicyContext context(ClientAddress client) {
    int length = client.family() == ClientAddress.Family.IPV6 ? 64 : 32;
    return context(client, Network.of(client, length), TODAY, DnsHealth.SOUND);
  }

  static PolicyContext inTrouble(PolicyContext sound) {
    return context(sound.client(), sound.network(), sound.today(), DnsHealth.FAILING);
  }

  /** All contexts are made here. */
  static PolicyContext context(
      ClientAddress client, Network network, LocalDate today, DnsHealth dns) {
    return new PolicyContext(client, network, today, ID, dns, new Tries.None());
  }

  /** The code of the reply that refuses; {@code none} where nothing is refused. */
  static String code(Verdict verdict) {
    return verdict.refusal().map(Refusal::code).map(ReplyCode::toString).orElse("none");
  }

  static ClientAddress address(String text) {
    return ClientAddress.parse(text).orElseThrow();
  }

  static Network network(String text) {
    return Network.parse(text).orElseThrow();
  }

  static DomainName name(String text) {
    return DomainName.parse(text).orElseThrow();
  }
}
