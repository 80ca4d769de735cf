package org.gate64.evidence.dmarc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.evidence.dmarc.Messages.name;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.RecordType;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way up the tree (RFC 9989, sections 4.10 and 4.10.2). */
class WalkTest {

  private final Map<DnsQuestion, Answer> known = new HashMap<>();

  @ParameterizedTest
  @CsvSource({
    "com, com",
    "example.com, example.com com",
    "a.b.example.com, a.b.example.com b.example.com example.com com",
    "1.2.3.4.5.6.7, 1.2.3.4.5.6.7 2.3.4.5.6.7 3.4.5.6.7 4.5.6.7 5.6.7 6.7 7",
    "1.2.3.4.5.6.7.8, 1.2.3.4.5.6.7.8 2.3.4.5.6.7.8 3.4.5.6.7.8 4.5.6.7.8 5.6.7.8 6.7.8 7.8 8",
    "1.2.3.4.5.6.7.8.9, 1.2.3.4.5.6.7.8.9 3.4.5.6.7.8.9 4.5.6.7.8.9 5.6.7.8.9 6.7.8.9 7.8.9 8.9 9"
  })
  void goesUpAndCutsLongNames(String start, String names) {
    assertThat(Walk.names(name(start)))
        .containsExactlyElementsOf(Arrays.stream(names.split(" ")).map(Messages::name).toList());
  }

  /** The list of names that section 4.10 gives. */
  @Test
  void isTheOneOfTheRfc() {
    assertThat(Walk.names(name("a.b.c.d.e.f.g.h.i.j.mail.example.com")))
        .extracting(DomainName::toString)
        .containsExactly(
            "a.b.c.d.e.f.g.h.i.j.mail.example.com",
            "g.h.i.j.mail.example.com",
            "h.i.j.mail.example.com",
            "i.j.mail.example.com",
            "j.mail.example.com",
            "mail.example.com",
            "example.com",
            "com");
  }

  /** The list of names that section 5.1.8 gives. */
  @Test
  void isTheOneOfTheRfcForAComplexOrganization() {
    assertThat(Walk.names(name("mail.a.b.c.d.e.f.g.example.com")))
        .extracting(DomainName::toString)
        .containsExactly(
            "mail.a.b.c.d.e.f.g.example.com",
            "c.d.e.f.g.example.com",
            "d.e.f.g.example.com",
            "e.f.g.example.com",
            "f.g.example.com",
            "g.example.com",
            "example.com",
            "com");
  }

  @Test
  void isShortForTheLongestNames() {
    assertThat(Walk.names(name("a.".repeat(126) + "a"))).hasSize(8);
    assertThat(Walk.names(name("a.".repeat(126) + "a")).get(1)).hasToString("a.a.a.a.a.a.a");
    assertThat(Walk.names(DomainName.ROOT)).hasSize(1);
  }

  @Test
  void passesOverANameThatCannotHaveARecord() {
    String longest = ("a".repeat(61) + ".").repeat(4) + "abcde";
    publish("a".repeat(61) + ".abcde", "v=DMARC1; p=reject");
    nothing("a".repeat(61) + "." + "a".repeat(61) + "." + "a".repeat(61) + ".abcde");
    nothing("a".repeat(61) + "." + "a".repeat(61) + ".abcde");
    nothing("abcde");

    Walk walk = Walk.from(name(longest), new Facts(known));

    assertThat(longest).hasSize(253);
    assertThat(walk.isComplete()).isTrue();
    assertThat(walk.found()).hasSize(1);
  }

  @Test
  void stopsAtASuffixAndWantsNothingBeyond() {
    nothing("a.bank.example");
    publish("bank.example", "v=DMARC1; p=none; psd=y");

    Facts facts = new Facts(known);
    Walk walk = Walk.from(name("a.bank.example"), facts);

    assertThat(walk.isComplete()).isTrue();
    assertThat(walk.organizationalDomain()).isEqualTo(name("a.bank.example"));
    assertThat(facts.wanted()).isEmpty();
  }

  @Test
  void wantsOneNameAfterTheOther() {
    Facts facts = new Facts(known);
    assertThat(Walk.from(name("a.example.com"), facts).extent()).isEqualTo(Walk.Extent.UNFINISHED);
    assertThat(facts.wanted()).containsExactly(question("a.example.com"));

    nothing("a.example.com");
    Facts later = new Facts(known);
    assertThat(Walk.from(name("a.example.com"), later).found()).isEmpty();
    assertThat(later.wanted()).containsExactly(question("example.com"));
  }

  @Test
  void endsWhereDnsWouldNotAnswer() {
    publish("a.example.com", "v=DMARC1; p=none");
    known.put(question("example.com"), new Answer.Failed());

    Facts facts = new Facts(known);
    Walk walk = Walk.from(name("a.example.com"), facts);

    assertThat(walk.extent()).isEqualTo(Walk.Extent.FAILED);
    assertThat(walk.found()).hasSize(1);
    assertThat(facts.wanted()).isEmpty();
  }

  @Test
  void isItsOwnOrganizationWhereNothingIsPublished() {
    for (String name : List.of("a.b.example.com", "b.example.com", "example.com", "com")) {
      nothing(name);
    }
    Walk walk = Walk.from(name("a.b.example.com"), new Facts(known));
    assertThat(walk.organizationalDomain()).isEqualTo(name("a.b.example.com"));
    assertThat(walk.policy()).isEmpty();
  }

  private void publish(String domain, String record) {
    known.put(question(domain), new Answer.Published(RecordParser.parse(record).orElseThrow()));
  }

  private void nothing(String domain) {
    known.put(question(domain), new Answer.Nothing(false));
  }

  private static DnsQuestion question(String domain) {
    return new DnsQuestion(name("_dmarc." + domain), RecordType.TXT);
  }
}
