package org.gate64.evidence.spf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.james.jspf.core.DNSLookupContinuation;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.SPFCheckerDNSResponseListener;
import org.apache.james.jspf.terms.AMechanism;
import org.apache.james.jspf.terms.ExistsMechanism;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.RecordType;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;

/** Answers the questions of one check from the DNS port, and holds them to its bounds. */
final class Lookups {

  /** RFC 7208, section 4.6.4. */
  private static final int MOST_EXCHANGES = 10;

  /** RFC 7208, sections 4.6.4 and 5.5: further names are ignored. */
  private static final int MOST_POINTERS = 10;

  /** Exchanges of one preference by name, so that no result depends on the order of an answer. */
  private static final Comparator<DnsRecord> BY_PREFERENCE =
      Comparator.<DnsRecord>comparingInt(
              record -> record instanceof DnsRecord.Exchange mx ? mx.preference() : 0)
          .thenComparing(
              record -> record instanceof DnsRecord.Exchange mx ? mx.exchange().toString() : "");

  private final Dns dns;
  private final ClientAddress client;
  private final int maxQueries;
  private final int maxVoidLookups;
  private final VoidLookups voids;
  private int queries;
  private volatile boolean closed;

  Lookups(Dns dns, SpfSettings settings, ClientAddress client) {
    this.dns = dns;
    this.client = client;
    this.maxQueries = settings.maxQueries();
    this.maxVoidLookups = settings.maxVoidLookups();
    this.voids = new VoidLookups(settings.maxVoidLookups(), settings.v4OnlyHosts());
  }

  /** From here on DNS is asked nothing more. */
  void close() {
    closed = true;
  }

  /** Asks what jSPF wants to know. Only one question of a check is ever under way. */
  CompletableFuture<Reply> answer(DNSLookupContinuation continuation) {
    Optional<DnsQuestion> question = question(continuation.getRequest());
    if (question.isEmpty()) {
      return CompletableFuture.completedFuture(new Reply.Nothing());
    }
    return ask(question.get(), answer -> read(question.get(), answer, continuation.getListener()));
  }

  private CompletableFuture<Reply> ask(
      DnsQuestion question, Function<DnsAnswer, CompletableFuture<Reply>> then) {
    if (closed) {
      return CompletableFuture.completedFuture(
          new Reply.Unavailable(FailureReason.UNREACHABLE, "the check is over"));
    }
    queries++;
    if (queries > maxQueries) {
      return excessive("more than " + maxQueries + " DNS queries");
    }
    return dns.lookup(question).thenCompose(then);
  }

  private Optional<DnsQuestion> question(DNSRequest request) {
    RecordType type = type(request);
    if (type == RecordType.PTR) {
      return Optional.of(new DnsQuestion(client.reverseName(), type));
    }
    return TargetName.parse(request.getHostname()).map(name -> new DnsQuestion(name, type));
  }

  private CompletableFuture<Reply> read(
      DnsQuestion question, DnsAnswer answer, SPFCheckerDNSResponseListener asker) {
    if (answer instanceof DnsAnswer.Found found) {
      return found(question, found);
    }
    if (answer instanceof DnsAnswer.Failure failure) {
      return CompletableFuture.completedFuture(
          new Reply.Unavailable(failure.reason(), question + ": " + failure.detail()));
    }
    if (!isLimited(asker)) {
      return CompletableFuture.completedFuture(new Reply.Nothing());
    }
    if (question.type() == RecordType.AAAA) {
      voids.addWithoutAaaa(question.name());
    } else {
      voids.add();
    }
    return countVoids();
  }

  private CompletableFuture<Reply> countVoids() {
    if (voids.exceeded()) {
      return excessive("more than " + maxVoidLookups + " lookups that lead to nothing");
    }
    Optional<DomainName> suspect = voids.nextSuspect();
    if (suspect.isEmpty()) {
      return CompletableFuture.completedFuture(new Reply.Nothing());
    }
    return ask(
        new DnsQuestion(suspect.get(), RecordType.A),
        answer -> {
          if (answer instanceof DnsAnswer.None) {
            voids.add();
          }
          return countVoids();
        });
  }

  private static CompletableFuture<Reply> found(DnsQuestion question, DnsAnswer.Found found) {
    List<String> texts = new ArrayList<>();
    found.records().stream()
        .sorted(BY_PREFERENCE)
        .forEach(record -> text(record).ifPresent(texts::add));
    if (question.type() == RecordType.MX && texts.size() > MOST_EXCHANGES) {
      return excessive("more than " + MOST_EXCHANGES + " MX records at " + question.name());
    }
    if (question.type() == RecordType.PTR && texts.size() > MOST_POINTERS) {
      texts.subList(MOST_POINTERS, texts.size()).clear();
    }
    return CompletableFuture.completedFuture(new Reply.Records(texts));
  }

  /** Empty for a null MX, which names no host. */
  private static Optional<String> text(DnsRecord record) {
    if (record instanceof DnsRecord.Address address) {
      return Optional.of(address.address().toString());
    }
    if (record instanceof DnsRecord.Exchange mx) {
      return Optional.of(mx.exchange())
          .filter(name -> !name.equals(DomainName.ROOT))
          .map(DomainName::toString);
    }
    if (record instanceof DnsRecord.Pointer pointer) {
      return Optional.of(pointer.name().toString());
    }
    return record instanceof DnsRecord.Text txt ? Optional.of(txt.text()) : Optional.empty();
  }

  /**
   * Whether a void answer counts: not for policies and explanations, and not for the client's own
   * names, which the author of the record has no say in.
   */
  private static boolean isLimited(SPFCheckerDNSResponseListener asker) {
    return asker instanceof AMechanism
        || asker instanceof Mx.Exchanges
        || asker instanceof ExistsMechanism
        || asker instanceof Ptr;
  }

  private static CompletableFuture<Reply> excessive(String detail) {
    return CompletableFuture.completedFuture(new Reply.Excessive(detail));
  }

  private static RecordType type(DNSRequest request) {
    return switch (request.getRecordType()) {
      case DNSRequest.A -> RecordType.A;
      case DNSRequest.AAAA -> RecordType.AAAA;
      case DNSRequest.MX -> RecordType.MX;
      case DNSRequest.PTR -> RecordType.PTR;
      case DNSRequest.TXT -> RecordType.TXT;
      default -> throw new IllegalArgumentException("a question nobody here asks: " + request);
    };
  }
}
