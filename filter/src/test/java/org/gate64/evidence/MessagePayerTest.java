package org.gate64.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.LookupKind;
import org.gate64.dns.Payer;
import org.gate64.dns.SharedDns;
import org.gate64.dns.ZoneDns;
import org.gate64.evidence.dkim.DkimSettings;
import org.gate64.evidence.dkim.DkimVerifier;
import org.gate64.evidence.dmarc.DmarcCheck;
import org.gate64.evidence.fcrdns.FcrdnsCheck;
import org.gate64.evidence.spf.SpfCheck;
import org.gate64.evidence.spf.SpfQuery;
import org.gate64.evidence.spf.SpfSettings;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.gate64.net.HeaderField;
import org.gate64.net.MailPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a message makes gate64 look up goes on the account of its client's network. */
class MessagePayerTest {

  private static final ClientAddress CLIENT = ClientAddress.parse("2001:db8::25").orElseThrow();
  private static final String SIGNATURE =
      " v=1; a=rsa-sha256; d=signer.example; s=s1; h=from; bh=" + "A".repeat(43) + "=; b=AAAA";

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final Map<DnsQuestion, Payer> paid = new ConcurrentHashMap<>();
  private final ZoneDns zone =
      ZoneDns.of(
          CLIENT.reverseName() + ". PTR mail.example.org.",
          "mail.example.org. AAAA 2001:db8::25",
          "example.org. TXT \"v=spf1 mx a:mail.example.org -all\"",
          "example.org. MX 10 other.example.org.");
  private final SharedDns dns =
      (question, payer) -> {
        paid.put(question, payer);
        return zone.lookup(question);
      };

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void everyLookupIsPaidByTheNetworkOfTheClient() {
    EvidenceGatherer gatherer =
        new EvidenceGatherer(
            new FcrdnsCheck(dns),
            new SpfCheck(dns, SpfSettings.defaults(), Runnable::run, timer),
            new DkimVerifier(dns, DkimSettings.defaults(), InstantSource.system(), Runnable::run),
            new DmarcCheck(dns),
            Optional.empty(),
            Runnable::run,
            timer,
            Duration.ofSeconds(10));
    MessageEvidence message =
        gatherer.message(
            gatherer.client(CLIENT),
            new SpfQuery(
                CLIENT,
                "helo.example.net",
                MailPath.parse("joe@example.org"),
                DomainName.parse("mx.receiver.example").orElseThrow()));
    message.header(new HeaderField("DKIM-Signature", SIGNATURE));
    message.header(new HeaderField("From", " joe@author.example"));
    CompletableFuture<Gathered> gathered = message.finish();

    assertThat(gathered).succeedsWithin(Duration.ofSeconds(10));
    assertThat(paid.keySet()).extracting(LookupKind::of).contains(LookupKind.values());
    assertThat(paid.values()).containsOnly(Payer.of(CLIENT));
  }
}
