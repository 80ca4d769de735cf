package org.gate64.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.Test;

class ZoneDnsTest {

  private final ZoneDns dns =
      ZoneDns.of(
          "mail.example.org. AAAA 2001:db8::1",
          "alias.example.org. CNAME mail.example.org.",
          ";!servfail broken.example.org.");

  @Test
  void followsAliases() {
    assertThat(ask("alias.example.org", RecordType.AAAA))
        .isInstanceOfSatisfying(
            DnsAnswer.Found.class,
            found ->
                assertThat(found.records(DnsRecord.Address.class))
                    .extracting(DnsRecord.Address::address)
                    .containsExactly(ClientAddress.parse("2001:db8::1").orElseThrow()));
  }

  @Test
  void tellsNoSuchNameFromNoSuchRecordFromFailure() {
    assertThat(ask("nowhere.example.org", RecordType.A))
        .isInstanceOfSatisfying(
            DnsAnswer.None.class, none -> assertThat(none.nameExists()).isFalse());
    assertThat(ask("mail.example.org", RecordType.A))
        .isInstanceOfSatisfying(
            DnsAnswer.None.class, none -> assertThat(none.nameExists()).isTrue());
    assertThat(ask("broken.example.org", RecordType.A)).isInstanceOf(DnsAnswer.Failure.class);
  }

  private DnsAnswer ask(String name, RecordType type) {
    return dns.lookup(new DnsQuestion(DomainName.parse(name).orElseThrow(), type)).join();
  }
}
