package org.gate64.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.RecordType;
import org.gate64.dns.ZoneDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7208, section 4.6.4: two lookups may lead to nothing, and which of them do. */
class SpfVoidLookupsTest {

  private static final String V6 = "2001:db8::25";
  private static final String V4 = "192.0.2.25";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a:none1.test a:none2.test -all                                  | fail
          a:none1.test a:none2.test a:none3.test -all                     | permerror
          mx:none1.test exists:none2.test a:none3.test -all               | permerror
          a:none1.test a:none2.test ip6:2001:db8::/32 ip4:192.0.2.0/24    | pass
          exists:none1.test exists:none2.test exists:none3.test +all      | permerror
          mx:dangling.test -all                                           | permerror
          a:none1.test a:none2.test a:%{i}.%{h} -all                      | permerror
          a:none1.test a:none2.test a:..impossible..test -all             | fail
          a:none1.test a:none2.test ptr -all                              | permerror
          a:none1.test ptr -all                                           | fail
          a:broken.test -all                                              | temperror
          """)
  void areCountedForBothFamilies(String terms, String result) {
    ZoneDns dns =
        ZoneDns.of(
            "example.org. TXT \"v=spf1 " + terms + "\"",
            "dangling.test. MX 1 none1.test.",
            "dangling.test. MX 2 none2.test.",
            "dangling.test. MX 3 none3.test.",
            ";!servfail broken.test.");
    assertThat(Checks.check(dns, V6, "joe@example.org").status().keyword()).isEqualTo(result);
    assertThat(Checks.check(dns, V4, "joe@example.org").status().keyword()).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({"IGNORE, PASS", "COUNT, PERMERROR"})
  void hostsWithOnlyIpv4AreByDefaultNoneOfThem(V4OnlyHosts v4OnlyHosts, SpfStatus status) {
    ZoneDns dns = threeV4OnlyHosts("a:one.test a:two.test a:three.test ip6:2001:db8::/32 -all");
    assertThat(check(dns, v4OnlyHosts, V6).status()).isEqualTo(status);
    assertThat(check(dns, v4OnlyHosts, V4).status()).isEqualTo(SpfStatus.FAIL);
  }

  @ParameterizedTest
  @CsvSource({"IGNORE, PASS", "COUNT, PERMERROR"})
  void neitherAreExchangesWithOnlyIpv4(V4OnlyHosts v4OnlyHosts, SpfStatus status) {
    ZoneDns dns = threeV4OnlyHosts("mx ip6:2001:db8::/32 -all");
    assertThat(check(dns, v4OnlyHosts, V6).status()).isEqualTo(status);
  }

  @Test
  void aHostWithoutAnyAddressStillIs() {
    ZoneDns dns =
        threeV4OnlyHosts("a:one.test a:none1.test a:two.test a:none2.test a:none3.test -all");
    assertThat(check(dns, V4OnlyHosts.IGNORE, V6).status()).isEqualTo(SpfStatus.PERMERROR);
  }

  @Test
  void aHostWhoseIpv4AddressesCannotBeHadIsGivenTheBenefitOfTheDoubt() {
    ZoneDns zone =
        ZoneDns.of("example.org. TXT \"v=spf1 a:none1.test a:none2.test a:odd.test +all\"");
    SpfResult result =
        Checks.check(
            question -> question.type() == RecordType.A ? Answers.failure() : zone.lookup(question),
            V6,
            "joe@example.org");
    assertThat(result.status()).isEqualTo(SpfStatus.PASS);
  }

  @Test
  void nobodyAsksForIpv4AddressesWithinTheLimit() {
    ZoneDns dns = threeV4OnlyHosts("a:one.test a:two.test -all");
    check(dns, V4OnlyHosts.IGNORE, V6);
    assertThat(dns.asked()).extracting(DnsQuestion::type).doesNotContain(RecordType.A);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void theLimitIsASetting(int limit) {
    StringBuilder terms = new StringBuilder();
    for (int i = 0; i < limit; i++) {
      terms.append("a:none").append(i).append(".test ");
    }
    ZoneDns at = ZoneDns.of("example.org. TXT \"v=spf1 " + terms + " -all\"");
    ZoneDns over = ZoneDns.of("example.org. TXT \"v=spf1 " + terms + "a:more.test -all\"");
    SpfSettings settings = settings(limit, V4OnlyHosts.IGNORE);
    SpfQuery query = Checks.query(V4, "helo.example.org", "joe@example.org");
    assertThat(Checks.check(at, settings, query).status()).isEqualTo(SpfStatus.FAIL);
    assertThat(Checks.check(over, settings, query).status()).isEqualTo(SpfStatus.PERMERROR);
  }

  private static SpfResult check(ZoneDns dns, V4OnlyHosts v4OnlyHosts, String client) {
    SpfQuery query = Checks.query(client, "helo.example.org", "joe@example.org");
    return Checks.check(dns, settings(2, v4OnlyHosts), query);
  }

  private static SpfSettings settings(int maxVoidLookups, V4OnlyHosts v4OnlyHosts) {
    return new SpfSettings(Duration.ofSeconds(20), maxVoidLookups, v4OnlyHosts, 100, 4096, 500);
  }

  private static ZoneDns threeV4OnlyHosts(String terms) {
    return ZoneDns.of(
        "example.org. TXT \"v=spf1 " + terms + "\"",
        "example.org. MX 1 one.test.",
        "example.org. MX 2 two.test.",
        "example.org. MX 3 three.test.",
        "one.test. A 192.0.2.1",
        "two.test. A 192.0.2.2",
        "three.test. A 192.0.2.3");
  }
}
