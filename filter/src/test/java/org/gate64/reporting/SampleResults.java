package org.gate64.reporting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.gate64.net.DomainName;

/** Seeded evidence in which anything from outside may be anything. */
final class SampleResults {

  /**
   * One result as it is meant.
   *
   * @param properties in their order; what is empty is not told, save a sender
   */
  record Told(String method, String result, Map<String, String> properties) {}

  private static final List<String> PIECES =
      List.of(
          "a",
          "1",
          ";",
          "\"",
          "\\",
          "(",
          ")",
          " ",
          "\t",
          "\r\n",
          "\n",
          "@",
          ".",
          "=",
          "/",
          ",",
          "?",
          "\u00e4",
          "\u0000",
          "\u2028",
          "%",
          "<",
          ">",
          "[",
          "]",
          ":",
          "-",
          "_",
          "dkim=pass",
          "; dkim=pass header.d=bank.example",
          "none",
          "x".repeat(60));

  private final Random random;

  SampleResults(long seed) {
    random = new Random(seed);
  }

  Evidence next() {
    List<DkimResult> signatures =
        IntStream.range(0, random.nextInt(4)).mapToObj(i -> signature()).toList();
    return new Evidence(
        pointer(),
        spf(one(SpfResult.Identity.values())),
        random.nextBoolean() ? Optional.of(spf(SpfResult.Identity.HELO)) : Optional.empty(),
        signatures,
        new Author.Known(Samples.name("example.org")),
        dmarc(),
        Optional.empty());
  }

  /** What a field should say of it, by RFC 8601. */
  static List<Told> told(String client, Evidence evidence) {
    List<Told> told = new ArrayList<>();
    told.add(new Told("iprev", iprev(evidence.fcrdns()), Map.of("policy.iprev", client)));
    Stream.concat(Stream.of(evidence.spf()), evidence.helo().stream())
        .forEach(spf -> told.add(told(spf)));
    if (evidence.dkim().isEmpty()) {
      told.add(new Told("dkim", "none", Map.of()));
    }
    evidence.dkim().forEach(signature -> told.add(told(signature)));
    DmarcResult dmarc = evidence.dmarc();
    Map<String, String> from = new LinkedHashMap<>();
    put(from, "header.from", dmarc.author().map(DomainName::toString).orElse(""));
    told.add(new Told("dmarc", dmarc.status().keyword(), from));
    return told;
  }

  private static String iprev(FcrdnsResult pointer) {
    if (pointer instanceof FcrdnsResult.Confirmed) {
      return "pass";
    }
    if (pointer instanceof FcrdnsResult.Unconfirmed) {
      return "fail";
    }
    return pointer instanceof FcrdnsResult.NoPointer ? "permerror" : "temperror";
  }

  private static Told told(SpfResult spf) {
    Map<String, String> properties = new LinkedHashMap<>();
    if (spf.identity() == SpfResult.Identity.MAIL_FROM) {
      properties.put("smtp.mailfrom", spf.mailbox());
    } else {
      String helo = spf.mailbox().substring(spf.mailbox().lastIndexOf('@') + 1);
      put(properties, "smtp.helo", spf.domain().map(DomainName::toString).orElse(helo));
    }
    return new Told("spf", spf.status().keyword(), properties);
  }

  private static Told told(DkimResult signature) {
    Map<String, String> properties = new LinkedHashMap<>();
    put(properties, "header.d", signature.domain().map(DomainName::toString).orElse(""));
    put(properties, "header.s", signature.selector());
    put(properties, "header.a", signature.algorithm());
    put(properties, "header.b", signature.signaturePrefix());
    return new Told("dkim", signature.status().keyword(), properties);
  }

  private static void put(Map<String, String> properties, String name, String value) {
    if (!value.isEmpty()) {
      properties.put(name, value);
    }
  }

  private FcrdnsResult pointer() {
    return switch (random.nextInt(4)) {
      case 0 -> new FcrdnsResult.NoPointer();
      case 1 -> new FcrdnsResult.Confirmed(domain().orElse(Samples.name("mail.example.org")));
      case 2 -> new FcrdnsResult.Unconfirmed(domain().stream().toList());
      default -> new FcrdnsResult.Unavailable(odd());
    };
  }

  private SpfResult spf(SpfResult.Identity identity) {
    return new SpfResult(one(SpfStatus.values()), identity, domain(), mailbox(), odd());
  }

  private DkimResult signature() {
    return new DkimResult(
        one(DkimStatus.values()),
        domain(),
        random.nextBoolean() ? "s2026" : odd(),
        random.nextBoolean() ? "rsa-sha256" : odd(),
        random.nextBoolean() ? "Ab+/c==1" : "",
        odd());
  }

  private DmarcResult dmarc() {
    Optional<DmarcPolicy> policy =
        domain()
            .map(
                name ->
                    new DmarcPolicy(name, one(Disposition.values()), one(Disposition.values())));
    return new DmarcResult(
        one(DmarcStatus.values()), domain(), policy, one(Alignment.values()), odd());
  }

  private Optional<DomainName> domain() {
    return switch (random.nextInt(4)) {
      case 0 -> Optional.empty();
      case 1 -> DomainName.parse(odd());
      case 2 -> DomainName.parse("a".repeat(1 + random.nextInt(63)) + ".example");
      default -> DomainName.parse("mail.example.org");
    };
  }

  private String mailbox() {
    return switch (random.nextInt(4)) {
      case 0 -> odd();
      case 1 -> odd() + "@" + odd();
      case 2 -> "\"a " + odd() + "\"@example.org";
      default -> "SRS0=ab/c=X=example.com=joe+1@example.org";
    };
  }

  private String odd() {
    StringBuilder text = new StringBuilder();
    for (int pieces = random.nextInt(5); pieces > 0; pieces--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
