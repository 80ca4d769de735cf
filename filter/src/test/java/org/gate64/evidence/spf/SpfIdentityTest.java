package org.gate64.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.ZoneDns;
import org.gate64.evidence.spf.SpfResult.Identity;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7208, sections 2.3, 2.4 and 4.3. */
class SpfIdentityTest {

  private static final String CLIENT = "2001:db8::25";

  private final ZoneDns dns =
      ZoneDns.of(
          "example.org. TXT \"v=spf1 exists:%{l}.%{o}.users.example -all\"",
          "postmaster.example.org.users.example. A 127.0.0.2",
          "helo.example.org. TXT \"v=spf1 ip6:2001:db8::25 -all\"",
          "xn--bcher-kva.example. TXT \"v=spf1 ip6:2001:db8::25 -all\"");

  @ParameterizedTest
  @ValueSource(strings = {"v=spf1 ptr -all", "v=spf1 exists:%{p}.known.example -all"})
  void aNameOfTheClientThatCannotBeLookedUpIsNoReasonToFail(String policy) {
    String reverse = ClientAddress.parse(CLIENT).orElseThrow().reverseName() + ".";
    ZoneDns broken =
        ZoneDns.of(
            "example.org. TXT \"" + policy + "\"",
            reverse + " PTR ok.other.example.",
            reverse + " PTR mx.example.org.",
            "ok.other.example. AAAA " + CLIENT,
            ";!servfail mx.example.org.");
    assertThat(Checks.check(broken, CLIENT, "joe@example.org").status())
        .isEqualTo(SpfStatus.TEMPERROR);
  }

  /** The client chose that one, which could not match whatever DNS said. */
  @Test
  void anotherNameOfTheClientThatCannotBeLookedUpIsNoExcuse() {
    String reverse = ClientAddress.parse(CLIENT).orElseThrow().reverseName() + ".";
    ZoneDns broken =
        ZoneDns.of(
            "example.org. TXT \"v=spf1 ptr -all\"",
            reverse + " PTR ok.other.example.",
            reverse + " PTR broken.other.example.",
            "ok.other.example. AAAA " + CLIENT,
            ";!servfail broken.other.example.");
    assertThat(Checks.check(broken, CLIENT, "joe@example.org").status()).isEqualTo(SpfStatus.FAIL);
    assertThat(broken.asked()).hasSize(2);
  }

  @Test
  void aNullSenderIsThePostmasterOfHelo() {
    SpfResult result = check("Helo.Example.org", "<>");
    assertThat(result)
        .isEqualTo(
            new SpfResult(
                SpfStatus.PASS,
                Identity.HELO,
                DomainName.parse("helo.example.org"),
                "postmaster@helo.example.org",
                ""));
  }

  @Test
  void aSenderWithoutLocalPartIsThePostmaster() {
    SpfResult result = check("helo.example.org", "<@example.org>");
    assertThat(result.identity()).isEqualTo(Identity.MAIL_FROM);
    assertThat(result.mailbox()).isEqualTo("postmaster@example.org");
    assertThat(result.status()).isEqualTo(SpfStatus.PASS);
  }

  @Test
  void aSenderIsNotHelo() {
    assertThat(check("helo.example.org", "<joe@example.org>").status()).isEqualTo(SpfStatus.FAIL);
  }

  @Test
  void anInternationalNameIsAskedForInItsAscii() {
    assertThat(check("helo.example.org", "joe@b\u00fccher.example").status())
        .isEqualTo(SpfStatus.PASS);
  }

  /** RFC 8616, section 4: it makes no name, however it is written or cut. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "exists:%{l}.users.example",
        "exists:%{L}.users.example",
        "exists:%{S1}.users.example",
        "exists:%{l1r+}.users.example",
        "a:%{l}.%{h}.users.example"
      })
  void aLocalPartInUtf8MatchesNothing(String mechanism) {
    Dns everythingExists =
        question ->
            switch (question.type()) {
              case TXT -> Answers.text("v=spf1 " + mechanism + " -all");
              case A -> Answers.found(address("127.0.0.2"));
              case AAAA -> Answers.found(address(CLIENT));
              case MX, PTR -> Answers.none();
            };
    assertThat(Checks.check(everythingExists, CLIENT, "joe+j\u00f6@example.org").status())
        .isEqualTo(SpfStatus.FAIL);
    assertThat(Checks.check(everythingExists, CLIENT, "joe@example.org").status())
        .isEqualTo(SpfStatus.PASS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "[IPv6:2001:db8::25]",
        "[192.0.2.1]",
        "192.0.2.1",
        "2001:db8::25",
        "a..example.org",
        ".example.org",
        "-",
        "two words.example.org",
        "caf\u00e9\u0000.example.org",
        "\r\nRCPT TO:<x@example.org>",
        "%{d}.example.org"
      })
  void aHeloThatIsNoNameHasNoPolicy(String helo) {
    SpfResult result = check(helo, "<>");
    assertThat(result.status()).isEqualTo(SpfStatus.NONE);
    assertThat(result.domain()).isEmpty();
    assertThat(result.identity()).isEqualTo(Identity.HELO);
    assertThat(dns.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "joe",
        "joe@",
        "joe@localhost",
        "joe@[192.0.2.1]",
        "joe@[IPv6:2001:db8::25]",
        "joe@a..example.org",
        "joe@1.2.3.4",
        "joe@exa mple.org"
      })
  void aSenderWithoutADomainHasNoPolicy(String sender) {
    SpfResult result = check("helo.example.org", sender);
    assertThat(result.status()).isEqualTo(SpfStatus.NONE);
    assertThat(result.identity()).isEqualTo(Identity.MAIL_FROM);
    assertThat(result.domain()).isEqualTo(Optional.empty());
    assertThat(dns.asked()).isEmpty();
  }

  @Test
  void aDomainIsNeverCut() {
    String domain = "\u00fc\u00f6\u00e4.example.community";
    String sender = "j".repeat(1024 - 1 - domain.length()) + "@" + domain;
    SpfResult result = check("helo.example.org", sender);
    DomainName asked = DomainName.parse(domain).orElseThrow();
    assertThat(dns.asked()).extracting(DnsQuestion::name).containsExactly(asked);
    assertThat(result.domain()).contains(asked);
    assertThat(result.mailbox()).endsWith("@" + asked);
  }

  @Test
  void endlessTextsAreCut() {
    assertThat(check("h".repeat(100_000), "<>").mailbox()).hasSizeLessThanOrEqualTo(1024);
    SpfResult result = check("helo.example.org", "j".repeat(100_000) + "@example.org");
    assertThat(result.status()).isEqualTo(SpfStatus.NONE);
    assertThat(result.mailbox()).hasSizeLessThanOrEqualTo(1024);
  }

  private static DnsRecord address(String text) {
    return new DnsRecord.Address(ClientAddress.parse(text).orElseThrow());
  }

  private SpfResult check(String helo, String sender) {
    return Checks.check(dns, SpfSettings.defaults(), Checks.query(CLIENT, helo, sender));
  }
}
