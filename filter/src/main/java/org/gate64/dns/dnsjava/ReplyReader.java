package org.gate64.dns.dnsjava;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Reads a reply: follows its CNAMEs to the records asked for, or finds out that there are none. */
final class ReplyReader {

  /**
   * No honest answer has more; over TCP a server could send thousands. What is cut off might be
   * what somebody looks for, so such an answer is none. Of a client's names only ten are looked at
   * anyway (RFC 7208, section 4.6.4).
   */
  private static final int MOST_RECORDS = 512;

  private final int type;
  private final AliasChain chain;

  /** The chain is moved along by every reply that is read. */
  ReplyReader(int type, AliasChain chain) {
    this.type = type;
    this.chain = chain;
  }

  Reading read(Message reply) {
    int code = reply.getRcode();
    if (code == Rcode.SERVFAIL) {
      return new Reading.Declined(failure(FailureReason.SERVER_FAILURE, "the server failed"));
    }
    if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
      var said = failure(FailureReason.REFUSED, "the server answered " + Rcode.string(code));
      boolean unextended = code == Rcode.FORMERR && reply.getOPT() == null;
      return unextended ? new Reading.Unextended(said) : new Reading.Declined(said);
    }
    Map<Name, List<Record>> answers = answersByName(reply);
    if (!answers.isEmpty() && !answers.containsKey(chain.end())) {
      return new Reading.Unusable(
          failure(FailureReason.MALFORMED, "the answer is for another name"));
    }
    return follow(reply, answers);
  }

  private Reading follow(Message reply, Map<Name, List<Record>> answers) {
    int followedBefore = chain.length();
    while (true) {
      List<Record> here = answers.getOrDefault(chain.end(), List.of());
      List<Record> data = here.stream().filter(record -> record.getType() == type).toList();
      if (!data.isEmpty()) {
        return new Reading.Decided(found(data));
      }
      Optional<CNAMERecord> alias = first(here, CNAMERecord.class);
      if (alias.isEmpty()) {
        return atEnd(reply, chain.length() > followedBefore);
      }
      if (!chain.follow(alias.get(), timeToLive(alias.get()))) {
        return new Reading.Decided(
            failure(FailureReason.MALFORMED, "the CNAMEs make a loop, or are too many"));
      }
    }
  }

  private DnsAnswer found(List<Record> data) {
    if (data.size() > MOST_RECORDS && type != Type.PTR) {
      return failure(FailureReason.MALFORMED, "the answer has too many records");
    }
    List<Record> some = data.subList(0, Math.min(data.size(), MOST_RECORDS));
    long timeToLive = chain.timeToLive();
    for (Record record : some) {
      timeToLive = Math.min(timeToLive, timeToLive(record));
    }
    return new DnsAnswer.Found(Records.read(some), Duration.ofSeconds(timeToLive));
  }

  /**
   * There is no data at the end of the chain. Whether that is the truth about the last name, or
   * only as far as this server went, shows in the authority section (RFC 2308, section 2). That a
   * name does not exist is said of the last one; an alias that leads to it does (RFC 8020, section
   * 2).
   */
  private Reading atEnd(Message reply, boolean followed) {
    Optional<SOARecord> start =
        first(
            reply.getSection(Section.AUTHORITY).stream()
                .filter(record -> chain.end().subdomain(record.getName()))
                .toList(),
            SOARecord.class);
    if (reply.getRcode() == Rcode.NXDOMAIN) {
      boolean alias = chain.length() > 0;
      return new Reading.Decided(new DnsAnswer.None(alias, negativeTimeToLive(start)));
    }
    if (start.isPresent()) {
      return new Reading.Decided(new DnsAnswer.None(true, negativeTimeToLive(start)));
    }
    if (followed) {
      return new Reading.ToBeContinued();
    }
    return withoutStart(reply);
  }

  /** Without an SOA record it may still be that there are none, if nothing speaks against it. */
  private static Reading withoutStart(Message reply) {
    if (!reply.getSection(Section.ANSWER).isEmpty()) {
      return new Reading.Unusable(
          failure(FailureReason.MALFORMED, "the answer holds nothing that was asked for"));
    }
    if (reply.getSection(Section.AUTHORITY).stream().anyMatch(NSRecord.class::isInstance)) {
      return new Reading.Declined(
          failure(FailureReason.REFUSED, "the server only refers to other servers"));
    }
    if (!reply.getHeader().getFlag(Flags.RA)) {
      return new Reading.Declined(
          failure(FailureReason.REFUSED, "the server only answers for zones of its own"));
    }
    return new Reading.Decided(new DnsAnswer.None(true, Duration.ZERO));
  }

  /** RFC 2308, sections 3 and 5: without an SOA record the answer is not to be kept. */
  private Duration negativeTimeToLive(Optional<SOARecord> start) {
    long seconds =
        start.map(soa -> Math.min(timeToLive(soa), Math.max(0, soa.getMinimum()))).orElse(0L);
    return Duration.ofSeconds(Math.min(seconds, chain.timeToLive()));
  }

  private Map<Name, List<Record>> answersByName(Message reply) {
    return reply.getSection(Section.ANSWER).stream()
        .filter(record -> record.getDClass() == DClass.IN)
        .filter(record -> record.getType() == type || record.getType() == Type.CNAME)
        .collect(Collectors.groupingBy(Record::getName, HashMap::new, Collectors.toList()));
  }

  /** RFC 2181, section 8: with the highest bit set it means zero. */
  private static long timeToLive(Record record) {
    return record.getTTL() > Integer.MAX_VALUE ? 0 : record.getTTL();
  }

  private static <R extends Record> Optional<R> first(List<Record> records, Class<R> kind) {
    return records.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  private static DnsAnswer.Failure failure(FailureReason reason, String detail) {
    return new DnsAnswer.Failure(reason, detail);
  }
}
