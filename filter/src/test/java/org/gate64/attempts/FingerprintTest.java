package org.gate64.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.gate64.net.MailPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

  private static final Fingerprint USUAL = of("a@example.org", "mail.example.org", "b@example.net");

  @ParameterizedTest
  @CsvSource({
    "<a@Example.ORG>, mail.example.org, <b@EXAMPLE.net>",
    "a@example.org., MAIL.example.org., b@example.net",
    "a@example.org, ipv6.out7.example.org, b@example.net",
  })
  void theSameIsKnownHoweverItIsWritten(String sender, String helo, String recipient) {
    assertThat(of(sender, helo, recipient)).isEqualTo(USUAL);
  }

  @ParameterizedTest
  @CsvSource({
    "A@example.org, mail.example.org, b@example.net",
    "a@example.com, mail.example.org, b@example.net",
    "a@example.org, mail.example.com, b@example.net",
    "a@example.org, mail.example.org, c@example.net",
    "b@example.net, mail.example.org, a@example.org",
    "<>, mail.example.org, b@example.net",
  })
  void othersAreOthers(String sender, String helo, String recipient) {
    assertThat(of(sender, helo, recipient)).isNotEqualTo(USUAL);
  }

  @Test
  void anAddressAsHeloIsAnotherInEachFamilyAndSoDoesNotCount() {
    assertThat(of("a@example.org", "[IPv6:2001:db8::1]", "b@example.net"))
        .isEqualTo(of("a@example.org", "[192.0.2.1]", "b@example.net"));
  }

  @Test
  void whatStandsWhereCannotBeMistaken() {
    Set<Fingerprint> all = new HashSet<>();
    all.add(USUAL.with("message-id", "x"));
    all.add(USUAL.with("date", "x"));
    all.add(USUAL.with("message-idx", ""));
    all.add(USUAL.with("message-id", ""));
    all.add(USUAL);

    assertThat(all).hasSize(5);
  }

  @Test
  void itStaysTheSameForNodesOfOtherVersions() {
    assertThat(USUAL).isEqualTo(new Fingerprint(6070467031442827705L, -4450861784720057163L));
  }

  private static Fingerprint of(String sender, String helo, String recipient) {
    return Fingerprint.of(MailPath.parse(sender), helo, MailPath.parse(recipient));
  }
}
