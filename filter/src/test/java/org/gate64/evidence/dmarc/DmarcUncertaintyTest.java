package org.gate64.evidence.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.Payers;
import org.gate64.dns.RecordType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Where DNS would not answer for a name, only that is said which holds whatever is published there:
 * every answer that could have come leads to the same.
 */
@Timeout(60)
class DmarcUncertaintyTest {

  private static final int MESSAGES = 4_000;
  private static final long SEED = 9989;
  private static final Duration TTL = Duration.ofMinutes(5);
  private static final String FAILURE = "(failure)";
  private static final String NOTHING = "";

  private static final List<String> NAMES =
      List.of("zz", "c.zz", "b.c.zz", "a.b.c.zz", "y.b.c.zz", "x.c.zz", "z.x.c.zz", "other.zz");

  private static final List<String> ANSWERS =
      List.of(
          NOTHING,
          "v=DMARC1; p=reject",
          "v=DMARC1; p=none; psd=n",
          "v=DMARC1; p=reject; psd=y",
          "v=DMARC1; p=quarantine; adkim=s; aspf=s",
          "v=DMARC1; p=bogus");

  private static final List<String> STATUSES = List.of("pass ", "pass ", "temperror ", "fail ");

  private final Random random = new Random(SEED);

  private record Message(String author, String spf, String dkim) {

    DmarcResult judge(Map<String, String> published) {
      return new DmarcCheck(dns(published))
          .check(Messages.author(author), Payers.SOMEBODY)
          .evaluate(Messages.spf(spf), Messages.dkim(dkim))
          .join();
    }
  }

  @Test
  void whatIsCertainHoldsWhateverDnsWouldHaveSaid() {
    int certain = 0;
    for (int i = 0; i < MESSAGES; i++) {
      Message message =
          new Message(any(NAMES), any(STATUSES) + any(NAMES), any(STATUSES) + any(NAMES));
      Map<String, String> published = new HashMap<>();
      NAMES.forEach(name -> published.put(name, random.nextBoolean() ? NOTHING : any(ANSWERS)));
      String failing = any(NAMES);
      published.put(failing, FAILURE);
      DmarcResult uncertain = message.judge(published);
      if (uncertain.status() != DmarcStatus.TEMPERROR) {
        certain++;
      }
      for (String answer : ANSWERS) {
        Map<String, String> world = new HashMap<>(published);
        world.put(failing, answer);
        assertNotContradicted(uncertain, message.judge(world), message + " " + world);
      }
    }
    assertThat(certain).isBetween(MESSAGES / 4, MESSAGES - MESSAGES / 4);
  }

  private static void assertNotContradicted(DmarcResult uncertain, DmarcResult actual, String at) {
    if (uncertain.status() != DmarcStatus.TEMPERROR) {
      assertThat(actual.status()).as(at).isEqualTo(uncertain.status());
    }
    if (uncertain.alignment() != Alignment.UNKNOWN) {
      assertThat(actual.alignment()).as(at).isEqualTo(uncertain.alignment());
    }
    if (uncertain.status() != DmarcStatus.TEMPERROR && uncertain.policy().isPresent()) {
      assertThat(actual.policy()).as(at).isEqualTo(uncertain.policy());
    }
  }

  private static Dns dns(Map<String, String> published) {
    Map<DnsQuestion, String> texts = new HashMap<>();
    published.forEach(
        (name, text) ->
            texts.put(new DnsQuestion(Messages.name("_dmarc." + name), RecordType.TXT), text));
    return question ->
        CompletableFuture.completedFuture(answer(texts.getOrDefault(question, NOTHING)));
  }

  private static DnsAnswer answer(String text) {
    return switch (text) {
      case FAILURE -> new DnsAnswer.Failure(DnsAnswer.FailureReason.TIMEOUT, "no answer in time");
      case NOTHING -> new DnsAnswer.None(true, TTL);
      default -> new DnsAnswer.Found(List.of(new DnsRecord.Text(text)), TTL);
    };
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
