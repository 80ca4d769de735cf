package org.gate64.reporting;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.content.ContentStatus;
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
import org.gate64.net.HeaderField;
import org.gate64.net.MailPath;
import org.gate64.policy.Policy;
import org.gate64.policy.RuleSet;
import org.gate64.policy.Strictness;
import org.gate64.policy.Tries;
import org.gate64.policy.Verdict;
import org.gate64.policy.VerdictId;
import org.gate64.reputation.Standings;

/** The cases that every form of report is tried on. */
final class Samples {

  static final VerdictId ID = new VerdictId("7f3k2m9q");
  static final ClientAddress IPV6 = address("2001:db8:1:2::25");
  static final ClientAddress IPV4 = address("192.0.2.25");
  static final FcrdnsResult CONFIRMED = new FcrdnsResult.Confirmed(name("mail.example.org"));
  static final SpfResult SPF_PASS = spf(SpfStatus.PASS, "");
  static final SpfResult HELO_NONE =
      new SpfResult(
          SpfStatus.NONE,
          SpfResult.Identity.HELO,
          Optional.of(name("mail.example.org")),
          "postmaster@mail.example.org",
          "");
  static final DkimResult DKIM_PASS = dkim(DkimStatus.PASS, "example.org", "");
  static final Author AUTHOR = new Author.Known(name("example.org"));
  static final DmarcResult DMARC_NONE = withoutPolicy(Alignment.UNALIGNED);
  static final Policy DEFAULT_POLICY =
      Contexts.policy(RuleSet.of(Strictness.STANDARD), RuleSet.of(Strictness.OBSERVE));

  private Samples() {}

  static Decision passes() {
    return ofMessage(IPV6, evidence(CONFIRMED, SPF_PASS, DKIM_PASS));
  }

  static Decision withoutPointer() {
    return ofMessage(IPV6, evidence(new FcrdnsResult.NoPointer(), SPF_PASS, DKIM_PASS));
  }

  static Decision unconfirmed() {
    return ofMessage(
        IPV6,
        evidence(
            new FcrdnsResult.Unconfirmed(
                List.of(name("mail.example.org"), name("host.example.net"))),
            SPF_PASS,
            DKIM_PASS));
  }

  static Decision unauthenticated() {
    return ofMessage(IPV6, evidence(CONFIRMED, spf(SpfStatus.SOFTFAIL, "")));
  }

  static Decision dnsFails() {
    return ofMessage(
        IPV6,
        evidence(
            dnsFailure(),
            spf(SpfStatus.TEMPERROR, "TXT example.org: SERVFAIL"),
            dkim(DkimStatus.TEMPERROR, "example.org", "the key could not be had: SERVFAIL")));
  }

  static Decision ipv4Observed() {
    return ofMessage(
        IPV4,
        evidence(
            new FcrdnsResult.NoPointer(),
            spf(SpfStatus.FAIL, "not allowed"),
            dkim(DkimStatus.FAIL, "example.org", "the body hash does not match")));
  }

  static Decision exempt() {
    return decision(IPV6, new Judgement.Exempt(ID, Exemption.TRUSTED_NETWORK));
  }

  static Decision local() {
    return new Decision(
        Instant.parse("2026-11-24T10:15:30.123Z"),
        Optional.empty(),
        Optional.empty(),
        "localhost",
        "",
        MailPath.parse("root@example.org"),
        Recipients.none().and(MailPath.parse("b@example.net")),
        "4XyZ1",
        new Judgement.Exempt(ID, Exemption.LOCAL),
        Duration.ZERO,
        Duration.ZERO);
  }

  static Decision ofClient() {
    FcrdnsResult noPointer = new FcrdnsResult.NoPointer();
    Verdict verdict =
        DEFAULT_POLICY
            .decideBeforeMessage(noPointer, Standings.unknown(), Contexts.context(IPV6))
            .orElseThrow();
    return decision(IPV6, new Judgement.OfClient(verdict, noPointer, Standings.unknown()));
  }

  static Decision steeredLongEnough() {
    Evidence evidence = evidence(new FcrdnsResult.NoPointer(), SPF_PASS, DKIM_PASS);
    Verdict verdict =
        DEFAULT_POLICY.decide(
            evidence,
            Standings.unknown(),
            Contexts.context(IPV6).with(new Tries.Known(3, Duration.ofMinutes(15))));
    return decision(IPV6, new Judgement.OfMessage(verdict, evidence, Standings.unknown()));
  }

  static Decision overloaded() {
    return decision(
        IPV6, new Judgement.Overloaded(DEFAULT_POLICY.overloaded(Contexts.context(IPV6))));
  }

  /** One in which that text came from outside wherever any does. */
  static Decision hostile(String text) {
    SpfResult spf =
        new SpfResult(SpfStatus.PASS, SpfResult.Identity.MAIL_FROM, Optional.empty(), text, text);
    Evidence evidence = evidence(CONFIRMED, spf);
    Verdict verdict = DEFAULT_POLICY.decide(evidence, Standings.unknown(), Contexts.context(IPV6));
    return decision(
        IPV6, text, text, text, new Judgement.OfMessage(verdict, evidence, Standings.unknown()));
  }

  static Decision ofMessage(ClientAddress client, Evidence evidence) {
    return ofMessage(client, evidence, DEFAULT_POLICY);
  }

  static Decision ofMessage(ClientAddress client, Evidence evidence, Policy policy) {
    Verdict verdict = policy.decide(evidence, Standings.unknown(), Contexts.context(client));
    return decision(client, new Judgement.OfMessage(verdict, evidence, Standings.unknown()));
  }

  static Decision decision(ClientAddress client, Judgement judgement) {
    return decision(client, "mail.example.org", "a@example.org", judgement);
  }

  static Decision decision(ClientAddress client, String helo, String sender, Judgement judgement) {
    return decision(client, helo, sender, "b@example.net", judgement);
  }

  static Decision decision(
      ClientAddress client, String helo, String sender, String recipient, Judgement judgement) {
    return new Decision(
        Instant.parse("2026-11-24T10:15:30.123Z"),
        Optional.of(client),
        Optional.of(Contexts.network(client)),
        "mail.example.org",
        helo,
        MailPath.parse(sender),
        Recipients.none().and(MailPath.parse(recipient)).and(MailPath.parse("c@example.net")),
        "4XyZ1",
        judgement,
        Duration.ofNanos(123_456_789),
        Duration.ofNanos(4_500_000));
  }

  static FcrdnsResult dnsFailure() {
    return new FcrdnsResult.Unavailable("PTR: no answer in time");
  }

  /** What a mail server would add to the message if it delivers it. */
  static List<HeaderField> fieldsAdded(Decision decision) {
    if (decision.judgement() instanceof Judgement.OfMessage ofMessage
        && ofMessage.verdict().refusal().isEmpty()) {
      ClientAddress client = decision.client().orElseThrow();
      String results = AuthenticationResults.value("mx.example.net", client, ofMessage.evidence());
      return List.of(
          new HeaderField(AuthenticationResults.NAME, results),
          new HeaderField("Gate64-Verdict", VerdictHeader.value(decision)));
    }
    return List.of();
  }

  /** Without HELO. */
  static Evidence evidence(
      FcrdnsResult fcrdns, SpfResult spf, List<DkimResult> dkim, Author author) {
    return evidence(fcrdns, spf, Optional.empty(), dkim, author, DMARC_NONE);
  }

  static Evidence evidence(FcrdnsResult fcrdns, SpfResult spf, DkimResult... dkim) {
    return evidence(
        fcrdns,
        spf,
        Optional.of(HELO_NONE),
        List.of(dkim),
        AUTHOR,
        withoutPolicy(alignment(spf, dkim)));
  }

  /** A message that passes for its sender's domain, and whose author is another's subdomain. */
  static Evidence dmarcFails(Disposition published, Disposition applicable) {
    DmarcResult result =
        new DmarcResult(
            DmarcStatus.FAIL,
            Optional.of(name("news.bank.example")),
            Optional.of(new DmarcPolicy(name("bank.example"), published, applicable)),
            Alignment.UNALIGNED,
            "what passed SPF or DKIM is not aligned with the author's domain");
    return evidence(
        CONFIRMED,
        SPF_PASS,
        Optional.of(HELO_NONE),
        List.of(DKIM_PASS),
        new Author.Known(name("news.bank.example")),
        result);
  }

  /** The same after a content filter has seen the message. */
  static Evidence with(Evidence evidence, ContentStatus content) {
    return new Evidence(
        evidence.fcrdns(),
        evidence.spf(),
        evidence.helo(),
        evidence.dkim(),
        evidence.author(),
        evidence.dmarc(),
        Optional.of(content));
  }

  static Evidence with(DmarcResult dmarc) {
    return evidence(CONFIRMED, SPF_PASS, Optional.of(HELO_NONE), List.of(DKIM_PASS), AUTHOR, dmarc);
  }

  /** All evidence is made here. */
  private static Evidence evidence(
      FcrdnsResult fcrdns,
      SpfResult spf,
      Optional<SpfResult> helo,
      List<DkimResult> dkim,
      Author author,
      DmarcResult dmarc) {
    return new Evidence(fcrdns, spf, helo, dkim, author, dmarc, Optional.empty());
  }

  private static DmarcResult withoutPolicy(Alignment alignment) {
    return new DmarcResult(
        DmarcStatus.NONE, Optional.of(name("example.org")), Optional.empty(), alignment, "");
  }

  private static Alignment alignment(SpfResult spf, DkimResult... dkim) {
    if (spf.passed() || Stream.of(dkim).anyMatch(DkimResult::passed)) {
      return Alignment.ALIGNED;
    }
    return spf.status() == SpfStatus.TEMPERROR ? Alignment.UNKNOWN : Alignment.UNALIGNED;
  }

  static SpfResult spf(SpfStatus status, String detail) {
    return new SpfResult(
        status,
        SpfResult.Identity.MAIL_FROM,
        Optional.of(name("example.org")),
        "a@example.org",
        detail);
  }

  static DkimResult dkim(DkimStatus status, String domain, String detail) {
    return new DkimResult(
        status, Optional.of(name(domain)), "s2026", "ed25519-sha256", "Xk3/q9+a", detail);
  }

  static DomainName name(String text) {
    return DomainName.parse(text).orElseThrow();
  }

  static ClientAddress address(String text) {
    return ClientAddress.parse(text).orElseThrow();
  }
}
