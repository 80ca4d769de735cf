package org.gate64.evidence.fcrdns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.RecordType;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.jspecify.annotations.Nullable;

/** The second half of the check: looks for the address among those of its names. */
final class Confirmation {

  /** A client whose names all lie on a dead server must not take everybody's lookups. */
  private static final int AT_ONCE = 3;

  private final Dns dns;
  private final ClientAddress client;
  private final List<DnsQuestion> questions;
  private final Map<DnsQuestion, DnsAnswer> answers = new HashMap<>();
  private final CompletableFuture<FcrdnsResult> result = new CompletableFuture<>();
  private int begun;

  Confirmation(Dns dns, ClientAddress client, List<DomainName> names) {
    this.dns = dns;
    this.client = client;
    RecordType type = client.family() == ClientAddress.Family.IPV6 ? RecordType.AAAA : RecordType.A;
    this.questions = names.stream().map(name -> new DnsQuestion(name, type)).toList();
  }

  CompletableFuture<FcrdnsResult> result() {
    if (questions.isEmpty()) {
      result.complete(new FcrdnsResult.Unconfirmed(List.of()));
    }
    for (int i = 0; i < AT_ONCE; i++) {
      next().ifPresent(this::ask);
    }
    return result;
  }

  private synchronized Optional<DnsQuestion> next() {
    return begun == questions.size() || result.isDone()
        ? Optional.empty()
        : Optional.of(questions.get(begun++));
  }

  private void ask(DnsQuestion question) {
    var unused = dns.lookup(question).thenAccept(answer -> take(question, answer));
  }

  private void take(DnsQuestion question, DnsAnswer answer) {
    decide(question, answer).ifPresent(result::complete);
    next().ifPresent(this::ask);
  }

  private synchronized Optional<FcrdnsResult> decide(DnsQuestion question, DnsAnswer answer) {
    answers.put(question, answer);
    Optional<FcrdnsResult> confirmed =
        questions.stream()
            .filter(asked -> namesClient(answers.get(asked)))
            .findFirst()
            .map(asked -> new FcrdnsResult.Confirmed(asked.name()));
    return confirmed.isEmpty() && answers.size() == questions.size()
        ? Optional.of(noneConfirmed())
        : confirmed;
  }

  private boolean namesClient(@Nullable DnsAnswer answer) {
    return answer instanceof DnsAnswer.Found found
        && found.records().contains(new DnsRecord.Address(client));
  }

  private FcrdnsResult noneConfirmed() {
    for (DnsQuestion asked : questions) {
      if (answers.get(asked) instanceof DnsAnswer.Failure failure) {
        return FcrdnsCheck.unavailable(asked, failure);
      }
    }
    return new FcrdnsResult.Unconfirmed(questions.stream().map(DnsQuestion::name).toList());
  }
}
