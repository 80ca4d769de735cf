package org.gate64.evidence.fcrdns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.RecordType;
import org.gate64.dns.ZoneDns;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FcrdnsCheckTest {

  private static final ClientAddress IPV6 = address("2001:db8::25");
  private static final ClientAddress IPV4 = address("192.0.2.25");
  private static final String PTR6 = IPV6.reverseName() + ". PTR ";
  private static final String PTR4 = IPV4.reverseName() + ". PTR ";

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void judges(String situation, ClientAddress client, List<String> zone, FcrdnsResult expected) {
    assertThat(check(ZoneDns.of(zone.toArray(String[]::new)), client)).isEqualTo(expected);
  }

  /** An answer that arrives between two looks at it must not be taken for one that denies. */
  @Test
  void anAnswerMayArriveWhileItIsBeingLookedAt() {
    DnsAnswer address =
        new DnsAnswer.Found(List.of(new DnsRecord.Address(IPV6)), Duration.ofMinutes(5));
    CompletableFuture<DnsAnswer> arriving =
        new CompletableFuture<>() {
          @Override
          public boolean isDone() {
            complete(address);
            return super.isDone();
          }
        };
    DomainName name = DomainName.parse("mail.example.org").orElseThrow();
    DnsAnswer pointer =
        new DnsAnswer.Found(List.of(new DnsRecord.Pointer(name)), Duration.ofMinutes(5));
    Dns dns =
        question ->
            question.type() == RecordType.PTR
                ? CompletableFuture.completedFuture(pointer)
                : arriving;
    CompletableFuture<FcrdnsResult> result = new FcrdnsCheck(dns).check(IPV6);
    arriving.complete(address);
    assertThat(result.join()).isEqualTo(new FcrdnsResult.Confirmed(name));
  }

  @Test
  void doesNotTakeAllLookupsForOneClient() {
    List<DnsQuestion> asked = new ArrayList<>();
    ZoneDns pointers =
        ZoneDns.of(
            IntStream.range(0, 10)
                .mapToObj(i -> PTR6 + "m" + i + ".silent.example.")
                .toArray(String[]::new));
    Dns dns =
        question -> {
          if (question.type() == RecordType.PTR) {
            return pointers.lookup(question);
          }
          asked.add(question);
          return new CompletableFuture<>();
        };
    assertThat(new FcrdnsCheck(dns).check(IPV6)).isNotDone();
    assertThat(asked).hasSize(3);
  }

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of(
            "an IPv6 client whose name has its address",
            IPV6,
            List.of(PTR6 + "mail.example.org.", "mail.example.org. AAAA 2001:db8::25"),
            confirmed("mail.example.org")),
        Arguments.of(
            "an IPv4 client whose name has its address",
            IPV4,
            List.of(PTR4 + "mail.example.org.", "mail.example.org. A 192.0.2.25"),
            confirmed("mail.example.org")),
        Arguments.of(
            "an IPv4-mapped address is the IPv4 address",
            address("::ffff:192.0.2.25"),
            List.of(PTR4 + "mail.example.org.", "mail.example.org. A 192.0.2.25"),
            confirmed("mail.example.org")),
        Arguments.of(
            "a 6to4 address is asked for as IPv6",
            address("2002:c000:219::25"),
            List.of(
                address("2002:c000:219::25").reverseName() + ". PTR six.example.org.",
                "six.example.org. AAAA 2002:c000:219::25"),
            confirmed("six.example.org")),
        Arguments.of(
            "a reverse zone delegated with CNAMEs (RFC 2317)",
            IPV4,
            List.of(
                IPV4.reverseName() + ". CNAME 25.0/26.2.0.192.in-addr.arpa.",
                "25.0/26.2.0.192.in-addr.arpa. PTR mail.example.org.",
                "mail.example.org. A 192.0.2.25"),
            confirmed("mail.example.org")),
        Arguments.of(
            "the name is an alias of the host",
            IPV6,
            List.of(
                PTR6 + "mail.example.org.",
                "mail.example.org. CNAME host.example.org.",
                "host.example.org. AAAA 2001:db8::25"),
            confirmed("mail.example.org")),
        Arguments.of(
            "of two confirmed names the first in the answer",
            IPV6,
            List.of(
                PTR6 + "first.example.org.",
                PTR6 + "second.example.org.",
                "second.example.org. AAAA 2001:db8::25",
                "first.example.org. AAAA 2001:db8::25"),
            confirmed("first.example.org")),
        Arguments.of(
            "one confirmed name is enough, whatever the others do",
            IPV6,
            List.of(
                PTR6 + "broken.example.org.",
                PTR6 + "stranger.example.org.",
                PTR6 + "mail.example.org.",
                ";!servfail broken.example.org.",
                "stranger.example.org. AAAA 2001:db8::bad",
                "mail.example.org. AAAA 2001:db8::25"),
            confirmed("mail.example.org")),
        Arguments.of("no such reverse name", IPV6, List.of(), new FcrdnsResult.NoPointer()),
        Arguments.of(
            "the reverse name is an empty non-terminal",
            IPV4,
            List.of("below." + PTR4 + "mail.example.org."),
            new FcrdnsResult.NoPointer()),
        Arguments.of(
            "the name has only the address of the other family",
            IPV6,
            List.of(PTR6 + "mail.example.org.", "mail.example.org. A 192.0.2.25"),
            unconfirmed("mail.example.org")),
        Arguments.of(
            "the name has another address",
            IPV6,
            List.of(PTR6 + "mail.example.org.", "mail.example.org. AAAA 2001:db8::26"),
            unconfirmed("mail.example.org")),
        Arguments.of(
            "the name does not exist",
            IPV6,
            List.of(PTR6 + "mail.example.org."),
            unconfirmed("mail.example.org")),
        Arguments.of("the name is no host's", IPV6, List.of(PTR6 + "localhost."), unconfirmed()),
        Arguments.of(
            "the reverse lookup fails",
            IPV4,
            List.of(";!servfail " + IPV4.reverseName() + "."),
            new FcrdnsResult.Unavailable("PTR 25.2.0.192.in-addr.arpa: the server failed")),
        Arguments.of(
            "the forward lookup fails",
            IPV6,
            List.of(
                PTR6 + "stranger.example.org.",
                PTR6 + "mail.example.org.",
                "stranger.example.org. AAAA 2001:db8::bad",
                ";!servfail mail.example.org."),
            new FcrdnsResult.Unavailable("AAAA mail.example.org: the server failed")));
  }

  @Test
  void looksAtTenOfAHundredNames() {
    List<String> zone = new ArrayList<>();
    IntStream.range(0, 100).forEach(i -> zone.add(PTR6 + "h" + i + ".example.org."));
    zone.add("h99.example.org. AAAA 2001:db8::25");
    ZoneDns dns = ZoneDns.of(zone.toArray(String[]::new));

    assertThat(check(dns, IPV6))
        .isInstanceOfSatisfying(
            FcrdnsResult.Unconfirmed.class, result -> assertThat(result.names()).hasSize(10));
    assertThat(dns.asked()).filteredOn(question -> question.type() == RecordType.AAAA).hasSize(10);
  }

  @Test
  void doesNotAskForNamesThatAreNoHosts() {
    ZoneDns dns = ZoneDns.of(PTR6 + "a\\;rm.example.org.", PTR6 + "localhost.");

    assertThat(check(dns, IPV6)).isEqualTo(unconfirmed());
    assertThat(dns.asked()).hasSize(1);
  }

  @Test
  void doesNotWaitForASlowNameOnceAnotherIsConfirmed() {
    ZoneDns zone =
        ZoneDns.of(
            PTR6 + "slow.example.org.",
            PTR6 + "mail.example.org.",
            "mail.example.org. AAAA 2001:db8::25");
    Dns dns =
        question ->
            question.name().equals(name("slow.example.org"))
                ? new CompletableFuture<DnsAnswer>()
                : zone.lookup(question);

    assertThat(new FcrdnsCheck(dns).check(IPV6))
        .isCompletedWithValue(confirmed("mail.example.org"));
  }

  @Test
  void waitsForEveryNameBeforeItSaysThatNoneConfirms() {
    CompletableFuture<DnsAnswer> late = new CompletableFuture<>();
    ZoneDns zone = ZoneDns.of(PTR6 + "slow.example.org.", PTR6 + "mail.example.org.");
    Dns dns =
        question -> question.name().equals(name("slow.example.org")) ? late : zone.lookup(question);
    CompletableFuture<FcrdnsResult> result = new FcrdnsCheck(dns).check(IPV6);
    assertThat(result).isNotDone();

    late.complete(new DnsAnswer.Failure(DnsAnswer.FailureReason.TIMEOUT, "no answer in time"));
    assertThat(result)
        .isCompletedWithValue(
            new FcrdnsResult.Unavailable("AAAA slow.example.org: no answer in time"));
  }

  private static FcrdnsResult check(Dns dns, ClientAddress client) {
    return new FcrdnsCheck(dns).check(client).join();
  }

  private static FcrdnsResult confirmed(String name) {
    return new FcrdnsResult.Confirmed(name(name));
  }

  private static FcrdnsResult unconfirmed(String... names) {
    return new FcrdnsResult.Unconfirmed(Stream.of(names).map(FcrdnsCheckTest::name).toList());
  }

  private static DomainName name(String text) {
    return DomainName.parse(text).orElseThrow();
  }

  private static ClientAddress address(String text) {
    return ClientAddress.parse(text).orElseThrow();
  }
}
