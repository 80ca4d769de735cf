package org.gate64.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.gate64.net.DomainName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupKindTest {

  @ParameterizedTest(name = "{0} {1} is for {2}")
  @CsvSource({
    "PTR, 25.2.0.192.in-addr.arpa, ptr",
    "A, mail.example.org, address",
    "AAAA, mail.example.org, address",
    "MX, example.org, mx",
    "TXT, s1._domainkey.example.org, dkim",
    "TXT, a.b._domainkey.example.org, dkim",
    "TXT, _domainkey.example.org, spf",
    "TXT, _dmarc.example.org, dmarc",
    "TXT, x_dmarc.example.org, spf",
    "TXT, example.org, spf",
    "A, _dmarc.example.org, address"
  })
  void isReadOffTheQuestion(RecordType type, String name, String keyword) {
    DnsQuestion question = new DnsQuestion(DomainName.parse(name).orElseThrow(), type);

    assertThat(LookupKind.of(question).keyword()).isEqualTo(keyword);
  }
}
