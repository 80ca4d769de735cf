package org.gate64.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gate64.evidence.dkim.DkimStatus;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.junit.jupiter.api.Test;

class VerdictHeaderTest {

  @Test
  void tellsAVerdictInOneField() {
    assertThat(VerdictHeader.value(Samples.passes()))
        .isEqualTo(
            """
            accept; id=7f3k2m9q; network=2001:db8:1:2::/64; findings=none;
            \tfcrdns=confirmed (mail.example.org); spf=pass;
            \tdkim=pass (example.org); dmarc=none (example.org);
            \tstanding=unknown 0.50/0""");
  }

  @Test
  void endsWithATicketOnALineOfItsOwn() {
    assertThat(VerdictHeader.value(Samples.passes(), "Aa0-_".repeat(60)))
        .isEqualTo(VerdictHeader.value(Samples.passes()) + ";\n\tticket=" + "Aa0-_".repeat(60));
  }

  @Test
  void reportsFindingsThatNothingIsDoneAbout() {
    assertThat(VerdictHeader.value(Samples.ipv4Observed()))
        .isEqualTo(
            """
            accept; id=7f3k2m9q; network=192.0.2.25/32;
            \tfindings=no-ptr,unauthenticated; fcrdns=no-pointer; spf=fail;
            \tdkim=fail (example.org); dmarc=none (example.org);
            \tstanding=unknown 0.50/0""");
  }

  @Test
  void tellsOfRefusals() {
    assertThat(VerdictHeader.value(Samples.dnsFails()))
        .startsWith("tempfail; ")
        .contains("findings=ptr-unavailable,auth-unavailable;")
        .contains("fcrdns=unavailable;\n\tspf=temperror;")
        .contains("dkim=temperror (example.org); dmarc=none (example.org);");
    assertThat(VerdictHeader.value(Samples.unconfirmed()))
        .startsWith("steer; ")
        .contains("fcrdns=unconfirmed (mail.example.org, host.example.net);");
    assertThat(VerdictHeader.value(Samples.unauthenticated()))
        .contains("; dkim=none; dmarc=none (example.org);");
    assertThat(VerdictHeader.value(Samples.ofClient()))
        .endsWith("\n\tfindings=no-ptr; fcrdns=no-pointer; standing=unknown 0.50/0");
    assertThat(VerdictHeader.value(Samples.overloaded()))
        .isEqualTo("tempfail; id=7f3k2m9q; network=2001:db8:1:2::/64;\n\tfindings=overload");
  }

  @Test
  void tellsWhyAMessageWasNotJudged() {
    assertThat(VerdictHeader.value(Samples.exempt()))
        .isEqualTo("accept; id=7f3k2m9q; exempt=trusted-network");
    assertThat(VerdictHeader.value(Samples.local())).isEqualTo("accept; id=7f3k2m9q; exempt=local");
  }

  @Test
  void speaksOfTheSignaturesThatTellMost() {
    Decision decision =
        Samples.ofMessage(
            Samples.IPV6,
            Samples.evidence(
                Samples.CONFIRMED,
                Samples.SPF_PASS,
                Samples.dkim(DkimStatus.FAIL, "list.example", "the body hash does not match"),
                Samples.dkim(DkimStatus.PASS, "example.org", ""),
                Samples.dkim(DkimStatus.PASS, "example.org", ""),
                Samples.dkim(DkimStatus.PASS, "esp.example", "")));

    assertThat(VerdictHeader.value(decision)).contains("dkim=pass (example.org, esp.example)");
  }

  @Test
  void namesFromOutsideCannotAddAPart() {
    FcrdnsResult hostile =
        new FcrdnsResult.Unconfirmed(
            List.of(
                Samples.name("a);spf=pass;(.example"),
                Samples.name("\"b\".example"),
                Samples.name("c.example"),
                Samples.name("d.example")));
    Decision decision =
        Samples.ofMessage(
            Samples.IPV6,
            Samples.evidence(
                hostile,
                Samples.SPF_PASS,
                Samples.dkim(DkimStatus.FAIL, "x;action=accept.example", "")));

    String value = VerdictHeader.value(decision);

    assertThat(value.split(";", -1)).hasSize(9);
    assertThat(value)
        .contains("fcrdns=unconfirmed (a??spf?pass??.example, ?b?.example, c.example, ...);")
        .contains("dkim=fail (x?action?accept.example);");
  }

  @Test
  void noLineGrowsTooLong() {
    String longest = ("a".repeat(60) + ".").repeat(4) + "example";
    FcrdnsResult unconfirmed =
        new FcrdnsResult.Unconfirmed(
            List.of(Samples.name(longest), Samples.name("b." + longest.substring(2))));

    String value =
        VerdictHeader.value(
            Samples.ofMessage(Samples.IPV6, Samples.evidence(unconfirmed, Samples.SPF_PASS)));

    assertThat(value.lines()).allMatch(line -> line.length() < 400);
  }
}
