package org.gate64.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gate64.dns.ZoneDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the conformance suite leaves open about clients with IPv6 addresses. */
class SpfIpv6Test {

  private static final String CLIENT = "2001:db8:1:2::25";
  private static final String NIBBLES =
      "2.0.0.1.0.d.b.8.0.0.0.1.0.0.0.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.2.5";
  private static final String REVERSE =
      "5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2";

  @Test
  void anMxWithoutAaaaDoesNotSpoilTheNext() {
    ZoneDns dns =
        ZoneDns.of(
            "example.org. TXT \"v=spf1 mx:v4only.example.org mx:v6.example.org -all\"",
            "v4only.example.org. MX 10 a.v4only.example.org.",
            "v4only.example.org. MX 20 b.v4only.example.org.",
            "a.v4only.example.org. A 192.0.2.1",
            "b.v4only.example.org. A 192.0.2.2",
            "v6.example.org. MX 10 mail.v6.example.org.",
            "mail.v6.example.org. AAAA " + CLIENT);
    assertThat(Checks.check(dns, CLIENT, "joe@example.org").status()).isEqualTo(SpfStatus.PASS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ip6:2001:db8:1::/48 -all        | 2001:db8:1:2::25     | pass
          ip6:2001:db8:2::/48 -all        | 2001:db8:1:2::25     | fail
          ip6:2001:db8:1:2::25 -all       | 2001:db8:1:2::25     | pass
          ip6:2001:db8:1:2::24/127 -all   | 2001:db8:1:2::25     | pass
          ip6:2001:db8:1:2::24/128 -all   | 2001:db8:1:2::25     | fail
          ip6:::/0 -all                   | 2001:db8:1:2::25     | pass
          ip6:2001:db8::/129 -all         | 2001:db8:1:2::25     | permerror
          ip6:2001:db8::/999999999999     | 2001:db8:1:2::25     | permerror
          ip4:0.0.0.0/0 -all              | 2001:db8:1:2::25     | fail
          ip6:::/0 -all                   | 192.0.2.25           | fail
          a//64 -all                      | 2001:db8:1:2::9      | pass
          a//65 -all                      | 2001:db8:1:2:8000::9 | fail
          a/24//64 -all                   | 2001:db8:1:2::9      | pass
          a/0 -all                        | 2001:db8:1:2::9      | fail
          a/24 -all                       | 192.0.2.9            | pass
          a//0 -all                       | 192.0.2.9            | fail
          mx//64 -all                     | 2001:db8:1:2::9      | pass
          mx/24//128 -all                 | 2001:db8:1:2::9      | fail
          mx/24 -all                      | 192.0.2.9            | pass
          a -all                          | ::ffff:192.0.2.25    | pass
          ip4:192.0.2.0/24 -all           | ::ffff:192.0.2.9     | pass
          ip6:::ffff:192.0.2.0/120 -all   | 2001:db8:1:2::9      | fail
          ip6:::ffff:192.0.2.0/1 -all     | 2001:db8:1:2::9      | pass
          ip6:1:2:3:4:5:6:7:: -all        | 1:2:3:4:5:6:7:0      | pass
          ip6:::2:3:4:5:6:7:8 -all        | 0:2:3:4:5:6:7:8      | pass
          ip6:1:2:3:4:5:6:1.2.3.4 -all    | 1:2:3:4:5:6:102:304  | pass
          ip6:2001:db8:1:2::25/012 -all   | 2001:db8:1:2::25     | permerror
          ip6:2001:db8:1:2::25/ -all      | 2001:db8:1:2::25     | permerror
          ip6:02001:db8:1:2::25 -all      | 2001:db8:1:2::25     | permerror
          ip6:192.0.2.25 -all             | 2001:db8:1:2::25     | permerror
          ip6:1::2::3 -all                | 2001:db8:1:2::25     | permerror
          a//129 -all                     | 2001:db8:1:2::25     | permerror
          a/33//64 -all                   | 2001:db8:1:2::25     | permerror
          a//024 -all                     | 2001:db8:1:2::25     | permerror
          mx/024//64 -all                 | 2001:db8:1:2::25     | permerror
          a//64/24 -all                   | 2001:db8:1:2::25     | permerror
          exists:v4.example.org -all      | 2001:db8:1:2::9      | pass
          exists:v6.example.org -all      | 2001:db8:1:2::9      | fail
          a:%{i} -all                     | 192.0.2.9            | fail
          ip4:192.0.2.0/24 -all           | 192.0.2.9            | pass
          ip4:192.0.02.9 -all             | 192.0.2.9            | permerror
          ip4:192.0.2.009 -all            | 192.0.2.9            | permerror
          ip4:192.0.2.010 -all            | 192.0.2.8            | permerror
          ip4:192.0.2.9/08 -all           | 192.0.2.9            | permerror
          ip6:1:2:3:4:5:6:1.2.3.04 -all   | 1:2:3:4:5:6:102:304  | permerror
          """)
  void comparesAddressesOfOneFamily(String terms, String client, String result) {
    ZoneDns dns =
        ZoneDns.of(
            "example.org. TXT \"v=spf1 " + terms + "\"",
            "example.org. A 192.0.2.25",
            "example.org. AAAA 2001:db8:1:2::25",
            "example.org. MX 10 example.org.",
            "v4.example.org. A 192.0.2.1",
            "v6.example.org. AAAA 2001:db8::1");
    assertThat(Checks.check(dns, client, "joe@example.org").status().keyword()).isEqualTo(result);
  }

  /** Section 5: a mapped address is an IPv4 one, "evaluated using IPv4 mechanisms". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ip4:192.0.2.9 -all                      | pass
          ip4:0.0.0.0/0 -all                      | pass
          ip6:::ffff:192.0.2.9 -all               | fail
          ip6:::ffff:c000:209 -all                | fail
          ip6:::ffff:192.0.2.0/120 -all           | fail
          ip6:::ffff:0:0/96 -all                  | fail
          ip6:::/0 -all                           | fail
          a/24 -all                               | pass
          a//0 -all                               | fail
          mx/24 -all                              | pass
          exists:%{i}.%{v}.x.test -all            | pass
          exists:%{ir}.%{v}.x.test -all           | pass
          """)
  void takesMappedClientsForWhatTheyAre(String terms, String result) {
    ZoneDns dns =
        ZoneDns.of(
            "example.org. TXT \"v=spf1 " + terms + "\"",
            "example.org. A 192.0.2.25",
            "example.org. AAAA 2001:db8:1:2::25",
            "example.org. MX 10 example.org.",
            "192.0.2.9.in-addr.x.test. A 127.0.0.2",
            "9.2.0.192.in-addr.x.test. A 127.0.0.2");
    for (String client : List.of("192.0.2.9", "::ffff:192.0.2.9", "::ffff:c000:209")) {
      assertThat(Checks.check(dns, client, "joe@example.org").status().keyword())
          .as(client)
          .isEqualTo(result);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exists:%{i}.spf.example.org       | %1$s.spf.example.org
          exists:%{ir}.spf.example.org      | %2$s.spf.example.org
          exists:%{ir}.%{v}.spf.example.org | %2$s.ip6.spf.example.org
          exists:%{i3r}.spf.example.org     | 0.0.2.spf.example.org
          exists:%{iR}.%{v}.spf.example.org | %2$s.ip6.spf.example.org
          exists:%{I3R}.spf.example.org     | 0.0.2.spf.example.org
          exists:%%{dR}.spf.example.org   | %%{dr}.spf.example.org
          exists:%{p}.spf.example.org       | mail.example.org.spf.example.org
          exists:%{l}.%{o}.spf.example.org  | joe.example.org.spf.example.org
          exists:%{h}.spf.example.org       | helo.example.org.spf.example.org
          """)
  void expandsMacrosIntoNames(String mechanism, String name) {
    String existing = name.formatted(NIBBLES, REVERSE);
    ZoneDns dns =
        ZoneDns.of(
            "example.org. TXT \"v=spf1 " + mechanism + " -all\"",
            existing + ". A 127.0.0.2",
            REVERSE + ".ip6.arpa. PTR Mail.Example.ORG.",
            "mail.example.org. AAAA " + CLIENT);
    assertThat(Checks.check(dns, CLIENT, "joe@example.org").status())
        .as("asked for %s", dns.asked())
        .isEqualTo(SpfStatus.PASS);
  }

  @ParameterizedTest
  @CsvSource({
    "other.example.net example.org mail.example.org, example.org",
    "other.example.net mail.example.org, mail.example.org",
    "other.example.net, other.example.net",
    "unconfirmed.example.org, unknown"
  })
  void prefersTheNameInTheDomainItself(String pointers, String chosen) {
    StringBuilder zone =
        new StringBuilder("example.org. TXT \"v=spf1 exists:%{p}.x.example -all\"\n");
    for (String pointer : pointers.split(" ", -1)) {
      zone.append(REVERSE).append(".ip6.arpa. PTR ").append(pointer).append(".\n");
      if (!pointer.startsWith("unconfirmed")) {
        zone.append(pointer).append(". AAAA ").append(CLIENT).append('\n');
      }
    }
    zone.append(chosen).append(".x.example. A 127.0.0.2");
    ZoneDns dns = ZoneDns.of(zone.toString());
    assertThat(Checks.check(dns, CLIENT, "joe@example.org").status())
        .as("asked for %s", dns.asked())
        .isEqualTo(SpfStatus.PASS);
  }

  @Test
  void explainsInNotationsForPeople() {
    ZoneDns dns =
        ZoneDns.of(
            "example.org. TXT \"v=spf1 -all exp=why.example.org\"",
            "why.example.org. TXT \"%{c} (%{ir}.%{v}.arpa) of %{p} at %{r} on %{t}: %{S}\"");
    assertThat(Checks.check(dns, CLIENT, "joe+x@example.org").detail())
        .isEqualToIgnoringCase(
            CLIENT
                + " ("
                + REVERSE
                + ".ip6.arpa) of unknown at mx.receiver.example on "
                + Checks.NOW.getEpochSecond()
                + ": joe%2Bx%40example.org");
  }

  @Test
  void comparesPointersWithoutCase() {
    ZoneDns dns =
        ZoneDns.of(
            "example.org. TXT \"v=spf1 ptr:EXAMPLE.org. -all\"",
            REVERSE + ".ip6.arpa. PTR Mail.exAmple.ORG.",
            "MAIL.example.org. AAAA " + CLIENT);
    assertThat(Checks.check(dns, CLIENT, "joe@Example.Org").status()).isEqualTo(SpfStatus.PASS);
  }
}
