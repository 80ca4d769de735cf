package org.gate64.dns.dnsjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.dns.dnsjava.Replies.ASKED;
import static org.gate64.dns.dnsjava.Replies.negative;
import static org.gate64.dns.dnsjava.Replies.reply;
import static org.gate64.dns.dnsjava.Replies.with;
import static org.gate64.dns.dnsjava.Replies.withoutRecursion;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.gate64.dns.DnsRecord;
import org.gate64.net.ClientAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ReplyReaderTest {

  private static final DnsRecord ADDRESS =
      new DnsRecord.Address(ClientAddress.parse("2001:db8::80").orElseThrow());
  private static final String SOA = "example.org. 900 SOA ns.example.org. h.example.org. 1 2 3 4 ";

  @ParameterizedTest(name = "{0}")
  @MethodSource("replies")
  void reads(String situation, Message reply, Reading expected) {
    assertThat(read(reply)).isEqualTo(expected);
  }

  static Stream<Arguments> replies() {
    return Stream.of(
        Arguments.of(
            "records, for the least of their times to live",
            reply(
                "www.example.org. 70 CNAME host.example.org.",
                "host.example.org. 60 AAAA 2001:db8::80"),
            found(Duration.ofMinutes(1))),
        Arguments.of(
            "an alias that lives shorter than the records",
            reply(
                "www.example.org. 50 CNAME host.example.org.",
                "host.example.org. 60 AAAA 2001:db8::80"),
            found(Duration.ofSeconds(50))),
        Arguments.of(
            "the CNAMEs in no order",
            reply(
                "host.example.org. 60 AAAA 2001:db8::80",
                "b.example.org. 60 CNAME host.example.org.",
                "www.example.org. 60 CNAME B.example.org."),
            found(Duration.ofMinutes(1))),
        Arguments.of(
            "other types beside",
            reply("www.example.org. 60 AAAA 2001:db8::80", "www.example.org. 1 A 192.0.2.80"),
            found(Duration.ofMinutes(1))),
        Arguments.of(
            "records of another name",
            reply("other.example.org. 60 AAAA 2001:db8::80"),
            unusable("the answer is for another name")),
        Arguments.of(
            "an alias to nothing that is in the reply",
            reply("www.example.org. 60 CNAME host.example.org."),
            new Reading.ToBeContinued()),
        Arguments.of(
            "an alias to nothing, and the SOA of the zone that it leads out of",
            with(
                reply("www.example.org. 60 CNAME host.example.net."),
                Section.AUTHORITY,
                SOA + "300"),
            new Reading.ToBeContinued()),
        Arguments.of(
            "an alias to a name without the record (RFC 2308, section 2.2)",
            with(
                reply("www.example.org. 60 CNAME host.example.org."),
                Section.AUTHORITY,
                SOA + "300"),
            none(true, Duration.ofMinutes(1))),
        Arguments.of(
            "an alias of the zone above without the one that it makes here (RFC 6672, section 3.1)",
            reply("example.org. 60 DNAME example.net."),
            unusable("the answer holds nothing that was asked for")),
        Arguments.of(
            "a record of another type alone",
            reply("www.example.org. 60 A 192.0.2.80"),
            unusable("the answer holds nothing that was asked for")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("negativeReplies")
  void readsNegatives(String situation, Message reply, Reading expected) {
    assertThat(read(reply)).isEqualTo(expected);
  }

  static Stream<Arguments> negativeReplies() {
    return Stream.of(
        Arguments.of(
            "no such name, for the SOA's minimum where that is less than its time to live",
            negative(Rcode.NXDOMAIN, SOA + "300"),
            none(false, Duration.ofMinutes(5))),
        Arguments.of(
            "no such record, for the SOA's time to live where that is less than its minimum",
            negative(Rcode.NOERROR, SOA + "86400"),
            none(true, Duration.ofMinutes(15))),
        Arguments.of(
            "no such name, by a server that gives no SOA",
            negative(Rcode.NXDOMAIN),
            none(false, Duration.ZERO)),
        Arguments.of(
            "an alias, which is a name that exists, to one that does not",
            with(
                negative(Rcode.NXDOMAIN),
                Section.ANSWER,
                "www.example.org. 60 CNAME gone.example.org."),
            none(true, Duration.ZERO)),
        Arguments.of(
            "no such record, by a server that gives no SOA",
            negative(Rcode.NOERROR),
            none(true, Duration.ZERO)),
        Arguments.of(
            "no such record, with the SOA of another zone",
            negative(Rcode.NOERROR, "example.net" + SOA.substring("example.org".length()) + "300"),
            none(true, Duration.ZERO)),
        Arguments.of(
            "a referral is no answer",
            negative(Rcode.NOERROR, "example.org. 60 NS ns.example.org."),
            new Reading.Declined(
                new DnsAnswer.Failure(
                    FailureReason.REFUSED, "the server only refers to other servers"))),
        Arguments.of(
            "nothing, by a server that does not recurse (RFC 1035, section 4.1.1)",
            withoutRecursion(negative(Rcode.NOERROR)),
            new Reading.Declined(
                new DnsAnswer.Failure(
                    FailureReason.REFUSED, "the server only answers for zones of its own"))),
        Arguments.of(
            "SERVFAIL",
            negative(Rcode.SERVFAIL),
            new Reading.Declined(
                new DnsAnswer.Failure(FailureReason.SERVER_FAILURE, "the server failed"))),
        Arguments.of(
            "REFUSED",
            negative(Rcode.REFUSED),
            new Reading.Declined(
                new DnsAnswer.Failure(FailureReason.REFUSED, "the server answered REFUSED"))),
        Arguments.of(
            "FORMERR by a server that does not know EDNS",
            negative(Rcode.FORMERR),
            new Reading.Unextended(
                new DnsAnswer.Failure(FailureReason.REFUSED, "the server answered FORMERR"))),
        Arguments.of(
            "NOTIMP",
            negative(Rcode.NOTIMP),
            new Reading.Declined(
                new DnsAnswer.Failure(FailureReason.REFUSED, "the server answered NOTIMP"))));
  }

  /** RFC 2181, section 8. dnsjava writes no such record, so it is made of bytes. */
  @Test
  void aTimeToLiveWithTheHighestBitSetIsZero() throws IOException {
    byte[] wire = reply("www.example.org. 2147483647 AAAA 2001:db8::80").toWire();
    int timeToLive = wire.length - 16 - 2 - 4;
    assertThat(wire[timeToLive]).isEqualTo((byte) 0x7f);
    wire[timeToLive] = (byte) 0x80;

    assertThat(read(new Message(wire))).isEqualTo(found(Duration.ZERO));
  }

  @Test
  void followsSixteenAliasesAndNoMore() {
    assertThat(read(chainOf(16))).isEqualTo(found(Duration.ofMinutes(1)));
    assertThat(read(chainOf(17)))
        .isInstanceOfSatisfying(
            Reading.Decided.class,
            decided ->
                assertThat(decided.answer())
                    .isInstanceOfSatisfying(
                        DnsAnswer.Failure.class,
                        failure ->
                            assertThat(failure.reason()).isEqualTo(FailureReason.MALFORMED)));
  }

  @Test
  void countsAliasesAcrossReplies() {
    ReplyReader reader = new ReplyReader(Type.AAAA, new AliasChain(ASKED));
    reader.read(reply("www.example.org. 60 CNAME a.example.org."));

    assertThat(reader.read(reply("a.example.org. 60 CNAME www.example.org.")))
        .isInstanceOf(Reading.Decided.class);
  }

  private static Message chainOf(int aliases) {
    Stream<String> links =
        IntStream.range(0, aliases)
            .mapToObj(
                i ->
                    (i == 0 ? "www" : "c" + i)
                        + ".example.org. 60 CNAME c"
                        + (i + 1)
                        + ".example.org.");
    Stream<String> end = Stream.of("c" + aliases + ".example.org. 60 AAAA 2001:db8::80");
    return reply(Stream.concat(links, end).toArray(String[]::new));
  }

  private static Reading read(Message reply) {
    return new ReplyReader(Type.AAAA, new AliasChain(ASKED)).read(reply);
  }

  private static Reading found(Duration timeToLive) {
    return new Reading.Decided(new DnsAnswer.Found(List.of(ADDRESS), timeToLive));
  }

  private static Reading none(boolean nameExists, Duration timeToLive) {
    return new Reading.Decided(new DnsAnswer.None(nameExists, timeToLive));
  }

  private static Reading unusable(String detail) {
    return new Reading.Unusable(new DnsAnswer.Failure(FailureReason.MALFORMED, detail));
  }
}
