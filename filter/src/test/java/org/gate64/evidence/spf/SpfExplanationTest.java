package org.gate64.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.RecordType;
import org.gate64.dns.ZoneDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7208, section 6.2. */
class SpfExplanationTest {

  private static final String CLIENT = "2001:db8::25";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nowhere.example.org",
        "empty.example.org",
        "broken.example.org",
        "silent.example.org",
        "two.example.org",
        "wrong.example.org",
        "%{o}..example.org",
        "%{p}.example.org",
        "%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}%{l}.example.org"
      })
  void thatCannotBeHadLeavesTheResultAsItIs(String target) {
    ZoneDns dns =
        ZoneDns.of(
            "example.org. TXT \"v=spf1 -all exp=" + target + "\"",
            "empty.example.org. A 192.0.2.1",
            "two.example.org. TXT one",
            "two.example.org. TXT two",
            "wrong.example.org. TXT \"because of %{x}\"",
            ";!servfail broken.example.org.",
            ";!timeout silent.example.org.",
            ";!servfail 5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.");
    SpfResult result = Checks.check(dns, CLIENT, "joe@example.org");
    assertThat(result.status()).isEqualTo(SpfStatus.FAIL);
    assertThat(result.detail()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"+all, PASS", "~all, SOFTFAIL", "?all, NEUTRAL", "a:broken.example.org, TEMPERROR"})
  void isOnlyAskedForAfterAFail(String mechanism, SpfStatus status) {
    ZoneDns dns =
        ZoneDns.of(
            "example.org. TXT \"v=spf1 " + mechanism + " exp=why.example.org\"",
            "why.example.org. TXT because",
            ";!servfail broken.example.org.");
    assertThat(Checks.check(dns, CLIENT, "joe@example.org").status()).isEqualTo(status);
    assertThat(namesAskedForText(dns)).containsExactly("example.org");
  }

  @Test
  void comesFromTheRecordThatFailed() {
    ZoneDns dns =
        ZoneDns.of(
            "example.org. TXT \"v=spf1 include:b.example.org exp=why.%{d} -all\"",
            "b.example.org. TXT \"v=spf1 include:c.example.org exp=why.%{d} -all\"",
            "c.example.org. TXT \"v=spf1 exp=why.%{d} -all\"",
            "why.example.org. TXT \"%{d} says no\"",
            "why.b.example.org. TXT \"not this\"",
            "why.c.example.org. TXT \"nor this\"");
    assertThat(Checks.check(dns, CLIENT, "joe@example.org").detail())
        .isEqualTo("example.org says no");
    assertThat(namesAskedForText(dns))
        .containsExactly("example.org", "b.example.org", "c.example.org", "why.example.org");
  }

  @Test
  void ofAnIncludedRecordIsNotBorrowed() {
    ZoneDns dns =
        ZoneDns.of(
            "example.org. TXT \"v=spf1 include:b.example.org -all\"",
            "b.example.org. TXT \"v=spf1 exp=why.b.example.org -all\"",
            "why.b.example.org. TXT \"not this\"");
    assertThat(Checks.check(dns, CLIENT, "joe@example.org").detail()).isEmpty();
  }

  @Test
  void comesFromTheTargetOfARedirect() {
    ZoneDns dns =
        ZoneDns.of(
            "example.org. TXT \"v=spf1 redirect=b.example.org exp=why.example.org\"",
            "b.example.org. TXT \"v=spf1 exp=why.b.example.org -all\"",
            "why.example.org. TXT \"not this\"",
            "why.b.example.org. TXT \"%{d} of %{o}\"");
    assertThat(Checks.check(dns, CLIENT, "joe@example.org").detail())
        .isEqualTo("b.example.org of example.org");
  }

  @Test
  void keepsTheQuotesAroundIt() {
    assertThat(explained("\"No.\"")).isEqualTo("\"No.\"");
  }

  @Test
  void isCutOff() {
    assertThat(explained("x".repeat(4000))).isEqualTo("x".repeat(500));
    assertThat(explained("%{s} ".repeat(800))).hasSize(500).startsWith("joe@example.org joe@");
  }

  private static String explained(String text) {
    return Checks.check(
            question ->
                question.name().toString().equals("why.example.org")
                    ? Answers.text(text)
                    : Answers.text("v=spf1 -all exp=why.example.org"),
            CLIENT,
            "joe@example.org")
        .detail();
  }

  private static List<String> namesAskedForText(ZoneDns dns) {
    return dns.asked().stream()
        .filter(question -> question.type() == RecordType.TXT)
        .map(DnsQuestion::name)
        .map(Object::toString)
        .toList();
  }
}
