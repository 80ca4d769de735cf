package org.gate64.evidence.dmarc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.evidence.dmarc.Messages.author;
import static org.gate64.evidence.dmarc.Messages.dkim;
import static org.gate64.evidence.dmarc.Messages.spf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.Payers;
import org.gate64.dns.ZoneDns;
import org.gate64.evidence.author.Author;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much one message can make gate64 ask, and on how much stack. */
@Timeout(60)
class DmarcHostileTest {

  private static final int SIGNATURES = 8;

  /** Each walk eight queries, of which the author's and the others share the last two. */
  private static final int MOST_FOR_ONE_AUTHOR = 8 + AlignmentCheck.MOST_WALKS * 6 + 1;

  private static final String NP = "_dmarc.evil.com. TXT \"v=DMARC1; p=none; sp=none; np=reject\"";

  @Test
  void deepSignaturesAskForNoMoreThanTheirShare() {
    ZoneDns dns = ZoneDns.of(NP, unaligned(SIGNATURES));
    DmarcResult result =
        judge(dns, "a.a.a.a.a.a.a.evil.com", signatures(SIGNATURES, "evil.com")).join();

    assertThat(result.status()).isEqualTo(DmarcStatus.FAIL);
    assertThat(dns.asked()).hasSizeBetween(20, MOST_FOR_ONE_AUTHOR);
    assertThat(new HashSet<>(dns.asked())).hasSameSizeAs(dns.asked());
  }

  @Test
  void severalDeepAuthorsAskForNoMoreThanTheWholeBound() {
    ZoneDns dns =
        ZoneDns.of(
            IntStream.range(0, Author.Known.MOST_DOMAINS)
                .mapToObj(i -> "_dmarc.e" + i + ".com. TXT \"v=DMARC1; p=none\"")
                .toArray(String[]::new));
    String authors =
        IntStream.range(0, Author.Known.MOST_DOMAINS)
            .mapToObj(i -> "1.2.3.4.5.6.7.e" + i + ".com")
            .collect(Collectors.joining(","));
    String signatures =
        IntStream.range(0, SIGNATURES)
            .mapToObj(i -> "pass s.t.u.v.w" + i + ".x.y.e" + i % 4 + ".com")
            .collect(Collectors.joining(","));

    DmarcResult result =
        new DmarcCheck(dns)
            .check(author(authors), Payers.SOMEBODY)
            .evaluate(Messages.NO_SPF, dkim(signatures))
            .join();

    assertThat(result.status()).isEqualTo(DmarcStatus.TEMPERROR);
    assertThat(dns.asked()).hasSizeBetween(30, Lookups.MOST);
  }

  @Test
  void deepAuthorsDoNotHideTheOneThatIsForged() {
    ZoneDns dns =
        ZoneDns.of(
            "_dmarc.e0.com. TXT \"v=DMARC1; p=none\"",
            "_dmarc.e1.com. TXT \"v=DMARC1; p=none\"",
            "_dmarc.e2.com. TXT \"v=DMARC1; p=none\"",
            "_dmarc.bank.com. TXT \"v=DMARC1; p=reject\"");
    String authors =
        "1.2.3.4.5.6.7.e0.com,1.2.3.4.5.6.7.e1.com,1.2.3.4.5.6.7.e2.com,a.b.c.d.e.f.g.bank.com";
    String signatures =
        IntStream.range(0, SIGNATURES)
            .mapToObj(i -> "pass s.t.u.v.w" + i + ".x.y.e" + i % 3 + ".com")
            .collect(Collectors.joining(","));

    DmarcResult result =
        new DmarcCheck(dns)
            .check(author(authors), Payers.SOMEBODY)
            .evaluate(Messages.NO_SPF, dkim(signatures))
            .join();

    assertThat(result.status()).isEqualTo(DmarcStatus.FAIL);
    assertThat(result.policy().map(policy -> policy.applicable())).contains(Disposition.REJECT);
  }

  @Test
  void beyondTheBoundNothingIsAskedAndNothingIsCertain() {
    ZoneDns dns = ZoneDns.of(";!servfail unused.example.");
    Lookups lookups = new Lookups(dns);
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < Lookups.MOST + 10; i++) {
      Facts facts = new Facts(lookups.known());
      facts.policyAt(Messages.name("n" + i + ".example"));
      for (DnsQuestion question : facts.wanted()) {
        answers.add(lookups.ask(question).join());
      }
    }
    assertThat(dns.asked()).hasSize(Lookups.MOST);
    assertThat(answers.subList(Lookups.MOST, answers.size())).containsOnly(new Answer.Failed());
  }

  @Test
  void namesOfManyLabelsAreCut() {
    ZoneDns dns = ZoneDns.of("_dmarc.a. TXT \"v=DMARC1; p=reject; psd=y\"");
    String deepest = "a.".repeat(122) + "a";
    DmarcResult result = judge(dns, deepest, "pass b." + deepest).join();
    assertThat(result.status()).isEqualTo(DmarcStatus.PASS);
    assertThat(dns.asked()).hasSizeLessThanOrEqualTo(10);
  }

  /** Answers that are there at once must not nest: each of them would need stack. */
  @Test
  void aSmallStackIsEnough() throws InterruptedException {
    Dns dns = ZoneDns.of(NP, unaligned(SIGNATURES));
    List<DmarcResult> results = new ArrayList<>();
    Runnable work =
        () -> {
          for (int i = 0; i < 100; i++) {
            results.add(judge(dns, "a.a.a.a.a.a.a.evil.com", signatures(8, "evil.com")).join());
          }
        };
    Thread small = new Thread(null, work, "small stack", 160 * 1024);
    small.start();
    small.join();
    assertThat(results).hasSize(100);
  }

  @Test
  void chainsOfAnswersDoNotDeepenTheStack() {
    ZoneDns zone = ZoneDns.of(NP, unaligned(SIGNATURES));
    List<Integer> depths = new ArrayList<>();
    Dns measuring =
        question -> {
          depths.add(Thread.currentThread().getStackTrace().length);
          return zone.lookup(question);
        };
    CompletableFuture<DmarcResult> result =
        new DmarcCheck(measuring)
            .check(author("a.a.a.a.a.a.a.evil.com"), Payers.SOMEBODY)
            .evaluate(spf("pass x0.evil.com"), dkim(signatures(SIGNATURES, "evil.com")));

    assertThat(result).isDone();
    int first = depths.get(0);
    assertThat(depths).hasSizeGreaterThan(20).allMatch(depth -> depth <= first + 4);
  }

  /** What many threads answer at the same time comes to what one would say. */
  @Test
  void answersOfManyThreadsComeToTheSame() {
    ZoneDns zone = ZoneDns.of(NP, unaligned(3), "_dmarc.good.evil.com. TXT \"v=DMARC1; p=none\"");
    String signatures = signatures(3, "evil.com") + ", pass x.good.evil.com";
    DmarcResult expected = judge(zone, "b.evil.com", signatures).join();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Dns busy =
          question ->
              CompletableFuture.completedFuture(question).thenComposeAsync(zone::lookup, threads);
      List<CompletableFuture<DmarcResult>> results =
          IntStream.range(0, 500).mapToObj(i -> judge(busy, "b.evil.com", signatures)).toList();
      assertThat(expected.status()).isEqualTo(DmarcStatus.PASS);
      assertThat(results).allSatisfy(one -> assertThat(one.join()).isEqualTo(expected));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void detailsHoldNothingFromOutside() {
    ZoneDns dns = ZoneDns.of("_dmarc.evil.com. TXT \"v=DMARC1; p=evil\"");
    assertThat(judge(dns, "evil.com", "pass other.com").join().detail()).doesNotContain("evil");
    ZoneDns reject = ZoneDns.of("_dmarc.evil.com. TXT \"v=DMARC1; p=reject\"");
    assertThat(judge(reject, "evil.com", "pass other.com").join().detail())
        .isNotEmpty()
        .doesNotContain("evil")
        .doesNotContain("other");
    assertThat(judge(reject, "evil.com", "pass evil.com").join().detail()).isEmpty();
  }

  private static CompletableFuture<DmarcResult> judge(Dns dns, String author, String signatures) {
    return new DmarcCheck(dns)
        .check(author(author), Payers.SOMEBODY)
        .evaluate(Messages.NO_SPF, dkim(signatures));
  }

  /** Names of eight labels that share but the organization. */
  private static String signatures(int number, String domain) {
    return IntStream.range(0, number)
        .mapToObj(i -> "pass s.t.u.v.w.x" + i + "." + domain)
        .collect(Collectors.joining(", "));
  }

  /** Makes those names organizations of their own. */
  private static String unaligned(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> "_dmarc.x" + i + ".evil.com. TXT \"v=DMARC1; p=none; psd=n\"")
        .collect(Collectors.joining("\n"));
  }
}
