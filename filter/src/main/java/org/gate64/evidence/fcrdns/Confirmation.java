package org.gate64.evidence.fcrdns;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.RecordType;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;

/** The second half of the check: looks for the address among those of its names. */
final class Confirmation {

  /** One name, and what is being asked about it. */
  private record Candidate(DnsQuestion question, CompletableFuture<DnsAnswer> answer) {

    Optional<DnsAnswer> answerSoFar() {
      return Optional.ofNullable(answer.getNow(null));
    }
  }

  private final ClientAddress client;
  private final List<Candidate> candidates;
  private final CompletableFuture<FcrdnsResult> result = new CompletableFuture<>();

  Confirmation(Dns dns, ClientAddress client, List<DomainName> names) {
    this.client = client;
    RecordType type = client.family() == ClientAddress.Family.IPV6 ? RecordType.AAAA : RecordType.A;
    this.candidates =
        names.stream()
            .map(name -> new DnsQuestion(name, type))
            .map(question -> new Candidate(question, dns.lookup(question)))
            .toList();
  }

  CompletableFuture<FcrdnsResult> result() {
    decide();
    for (Candidate candidate : candidates) {
      var unused = candidate.answer().thenRun(this::decide);
    }
    return result;
  }

  private void decide() {
    Optional<DomainName> confirmed =
        candidates.stream()
            .filter(candidate -> candidate.answerSoFar().filter(this::namesClient).isPresent())
            .map(candidate -> candidate.question().name())
            .findFirst();
    if (confirmed.isPresent()) {
      result.complete(new FcrdnsResult.Confirmed(confirmed.get()));
    } else if (candidates.stream().allMatch(candidate -> candidate.answer().isDone())) {
      result.complete(noneConfirmed());
    }
  }

  private boolean namesClient(DnsAnswer answer) {
    return answer instanceof DnsAnswer.Found found
        && found.records().contains(new DnsRecord.Address(client));
  }

  private FcrdnsResult noneConfirmed() {
    for (Candidate candidate : candidates) {
      if (candidate.answer().join() instanceof DnsAnswer.Failure failure) {
        return FcrdnsCheck.unavailable(candidate.question(), failure);
      }
    }
    return new FcrdnsResult.Unconfirmed(
        candidates.stream().map(candidate -> candidate.question().name()).toList());
  }
}
