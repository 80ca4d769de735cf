package org.gate64.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.RecordType;
import org.gate64.dns.ZoneDns;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Records and answers that ask for more than one check may. */
@Timeout(30)
class SpfBoundsTest {

  private static final String CLIENT = "2001:db8::25";

  @Test
  void moreThanTenExchangesAreAPermerror() {
    StringBuilder zone = new StringBuilder("example.org. TXT \"v=spf1 mx -all\"\n");
    for (int i = 0; i < 100; i++) {
      zone.append("example.org. MX 10 mx").append(i).append(".example.org.\n");
      zone.append("mx").append(i).append(".example.org. AAAA ").append(CLIENT).append('\n');
    }
    ZoneDns dns = ZoneDns.of(zone.toString());
    assertThat(Checks.check(dns, CLIENT, "joe@example.org").status())
        .isEqualTo(SpfStatus.PERMERROR);
    assertThat(dns.asked()).hasSize(2);
  }

  /** Section 4.6.4 allows as much: ten terms, and ten names of each mx. */
  @Test
  void tenTimesTenExchangesAreWithinTheLimitsOfTheRfcButNotOfTheDefaults() {
    Dns dns =
        question ->
            switch (question.type()) {
              case TXT -> Answers.text("v=spf1 " + "mx ".repeat(10) + "-all");
              case MX -> Answers.found(tenExchanges());
              case A, AAAA, PTR ->
                  Answers.found(
                      new DnsRecord.Address(ClientAddress.parse("2001:db8::1").orElseThrow()));
            };
    SpfQuery query = Checks.query(CLIENT, "helo.example.org", "joe@example.org");
    SpfSettings generous =
        new SpfSettings(Duration.ofSeconds(20), 2, V4OnlyHosts.IGNORE, 111, 4096, 500);

    assertThat(Checks.check(dns, generous, query).status()).isEqualTo(SpfStatus.FAIL);
    assertThat(Checks.check(dns, SpfSettings.defaults(), query))
        .returns(SpfStatus.PERMERROR, SpfResult::status)
        .returns("more than 100 DNS queries", SpfResult::detail);
  }

  @ParameterizedTest
  @CsvSource({
    "include:, 10, PASS",
    "include:, 11, PERMERROR",
    "redirect=, 10, PASS",
    "redirect=, 11, PERMERROR"
  })
  void recordsLeadToEachOtherTenTimesAtMost(String term, int times, SpfStatus status) {
    List<String> zone = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      zone.add("d%d.test. TXT \"v=spf1 %sd%d.test\"".formatted(i, term, i + 1));
    }
    zone.add("d%d.test. TXT \"v=spf1 +all\"".formatted(times));
    ZoneDns dns = ZoneDns.of(zone.toArray(String[]::new));

    assertThat(Checks.check(dns, CLIENT, "joe@d0.test").status()).isEqualTo(status);
    assertThat(dns.asked()).hasSize(11);
  }

  @ParameterizedTest
  @MethodSource("loops")
  void loopsEnd(List<String> zone) {
    ZoneDns dns = ZoneDns.of(zone.toArray(String[]::new));
    SpfResult result = Checks.check(dns, CLIENT, "joe@example.org");
    assertThat(result.status()).isEqualTo(SpfStatus.PERMERROR);
    assertThat(result.detail()).contains("more than 10 terms");
    assertThat(dns.asked()).hasSizeLessThanOrEqualTo(12);
  }

  static Stream<List<String>> loops() {
    return Stream.of(
        List.of("example.org. TXT \"v=spf1 include:example.org -all\""),
        List.of("example.org. TXT \"v=spf1 redirect=example.org\""),
        List.of(
            "example.org. TXT \"v=spf1 redirect=b.example.org\"",
            "b.example.org. TXT \"v=spf1 redirect=c.example.org\"",
            "c.example.org. TXT \"v=spf1 redirect=example.org\""),
        List.of(
            "example.org. TXT \"v=spf1 include:b.example.org include:b.example.org -all\"",
            "b.example.org. TXT \"v=spf1 redirect=example.org\""),
        List.of(
            "example.org. TXT \"v=spf1 include:x.%{d} -all\"",
            "*.example.org. TXT \"v=spf1\"",
            "x.example.org. TXT \"v=spf1 a:example.org a:example.org a:example.org a:example.org"
                + " a:example.org a:example.org a:example.org a:example.org a:example.org"
                + " a:example.org a:example.org\"",
            "example.org. AAAA 2001:db8::1"));
  }

  @Test
  void macrosOfLongSendersDoNotGrow() {
    String sender = "%".repeat(900) + "@example.org";
    SpfResult result =
        Checks.check(
            question ->
                question.type() == RecordType.TXT
                    ? Answers.text(
                        "v=spf1 " + ("exists:" + "%{L}".repeat(70) + ".example.org -all"))
                    : Answers.none(),
            CLIENT,
            sender);
    assertThat(result.status()).isEqualTo(SpfStatus.FAIL);
  }

  @Test
  void queriesAreBoundedWhateverAsksThem() {
    AtomicInteger queries = new AtomicInteger();
    Dns dns =
        question -> {
          queries.incrementAndGet();
          return switch (question.type()) {
            case TXT -> Answers.text("v=spf1 " + "mx ".repeat(9) + "-all");
            case MX -> Answers.found(tenExchanges());
            case A, AAAA, PTR -> Answers.found();
          };
        };
    SpfSettings settings =
        new SpfSettings(Duration.ofSeconds(20), 2, V4OnlyHosts.IGNORE, 50, 4096, 500);
    SpfResult result =
        Checks.check(dns, settings, Checks.query(CLIENT, "helo.example.org", "joe@example.org"));
    assertThat(result.status()).isEqualTo(SpfStatus.PERMERROR);
    assertThat(result.detail()).isEqualTo("more than 50 DNS queries");
    assertThat(queries).hasValue(50);
  }

  @Test
  void onlyTenPointersAreLookedAt() {
    List<DnsRecord> pointers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      pointers.add(new DnsRecord.Pointer(DomainName.parse("h" + i + ".example.org").orElseThrow()));
    }
    AtomicInteger addresses = new AtomicInteger();
    Dns dns =
        question ->
            switch (question.type()) {
              case TXT -> Answers.text("v=spf1 ptr -exists:%{p}.example.org ~all");
              case PTR -> Answers.found(pointers.toArray(DnsRecord[]::new));
              case A, AAAA, MX -> {
                addresses.incrementAndGet();
                yield Answers.none();
              }
            };
    assertThat(Checks.check(dns, CLIENT, "joe@example.org").status()).isEqualTo(SpfStatus.SOFTFAIL);
    assertThat(addresses).as("ten for ptr, ten for the macro, one for exists").hasValue(21);
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new SpfSettings(Duration.ZERO, 2, V4OnlyHosts.IGNORE, 100, 4096, 500))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deadline");
    assertThatThrownBy(
            () -> new SpfSettings(Duration.ofSeconds(1), -1, V4OnlyHosts.IGNORE, 100, 4096, 500))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxVoidLookups");
  }

  private static DnsRecord[] tenExchanges() {
    DnsRecord[] exchanges = new DnsRecord[10];
    for (int i = 0; i < exchanges.length; i++) {
      exchanges[i] =
          new DnsRecord.Exchange(i, DomainName.parse("mx" + i + ".example.org").orElseThrow());
    }
    return exchanges;
  }
}
