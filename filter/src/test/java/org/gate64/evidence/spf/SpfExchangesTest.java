package org.gate64.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;

import org.gate64.dns.DnsQuestion;
import org.gate64.dns.ZoneDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7208, section 5.4: "if any address matches, the mechanism matches". */
class SpfExchangesTest {

  private static final String CLIENT = "2001:db8::25";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mx:good.test -all                         | pass
          mx:good-then-broken.test -all             | pass
          mx:broken-then-good.test -all             | temperror
          mx:worse-in-front.test -all               | pass
          mx:broken.test -all                       | temperror
          mx:good-then-void.test -all               | pass
          mx:other-then-good.test -all              | pass
          mx:other.test -all                        | fail
          mx:other.test//16 -all                    | pass
          mx:other.test mx:good.test -all           | pass
          mx:void.test mx:good.test -all            | pass
          mx:nothing.test ip6:2001:db8::25 -all     | pass
          -mx:good.test +all                        | fail
          include:by-mx.test -all                   | pass
          """)
  void areAskedForOneByOneUntilOneMatches(String terms, String result) {
    ZoneDns dns = zone(terms);
    assertThat(Checks.check(dns, CLIENT, "joe@example.org").status().keyword())
        .as("asked for %s", dns.asked())
        .isEqualTo(result);
  }

  @Test
  void noneIsAskedForAfterTheOneThatMatches() {
    ZoneDns dns = zone("mx:good-then-void.test -all");
    Checks.check(dns, CLIENT, "joe@example.org");
    assertThat(dns.asked())
        .extracting(DnsQuestion::name)
        .extracting(Object::toString)
        .containsExactly("example.org", "good-then-void.test", "mail.good.test");
  }

  private static ZoneDns zone(String terms) {
    return ZoneDns.of(
        "example.org. TXT \"v=spf1 " + terms + "\"",
        "by-mx.test. TXT \"v=spf1 mx:other.test mx:good.test -all\"",
        "good.test. MX 10 mail.good.test.",
        "good-then-broken.test. MX 10 mail.good.test.",
        "good-then-broken.test. MX 20 mail.broken.test.",
        "broken-then-good.test. MX 10 mail.broken.test.",
        "broken-then-good.test. MX 20 mail.good.test.",
        "worse-in-front.test. MX 20 mail.broken.test.",
        "worse-in-front.test. MX 10 mail.good.test.",
        "broken.test. MX 10 mail.broken.test.",
        "good-then-void.test. MX 10 mail.good.test.",
        "good-then-void.test. MX 20 gone1.test.",
        "good-then-void.test. MX 30 gone2.test.",
        "good-then-void.test. MX 40 gone3.test.",
        "other.test. MX 10 mail.other.test.",
        "other-then-good.test. MX 10 mail.other.test.",
        "other-then-good.test. MX 20 mail.good.test.",
        "void.test. MX 10 gone1.test.",
        "nothing.test. MX 0 .",
        "mail.good.test. AAAA " + CLIENT,
        "mail.other.test. AAAA 2001:db8:2::25",
        ";!servfail mail.broken.test.");
  }
}
