package org.gate64.evidence.dmarc;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsQuestion;

/**
 * The lookups of one message, each question asked once. Safe for use by many threads.
 *
 * <p>One author's walk, those of four identifiers and one question whether the author's domain
 * exists are 41 questions at the very most, and three or four for most mail. Authors of several
 * domains could come to more than twice that, and no honest message does; beyond {@link #MOST}
 * nothing is asked, and what is not asked stays unknown.
 */
final class Lookups {

  /** Questions asked for one message: four authors and four identifiers, each of the deepest. */
  static final int MOST = 64;

  private final Dns dns;
  private final Map<DnsQuestion, CompletableFuture<Answer>> answers = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  Lookups(Dns dns) {
    this.dns = dns;
  }

  /** What is known by now. */
  Map<DnsQuestion, Answer> known() {
    Map<DnsQuestion, Answer> known = new HashMap<>();
    answers.forEach(
        (question, answer) -> {
          if (answer.isDone()) {
            known.put(question, answer.join());
          }
        });
    return known;
  }

  /** Asks, unless that was asked before. */
  CompletableFuture<Answer> ask(DnsQuestion question) {
    CompletableFuture<Answer> fresh = new CompletableFuture<>();
    CompletableFuture<Answer> earlier = answers.putIfAbsent(question, fresh);
    if (earlier != null) {
      return earlier;
    }
    if (end.isDone() || answers.size() > MOST) {
      fresh.complete(new Answer.Failed());
    } else {
      var unused = dns.lookup(question).thenAccept(said -> fresh.complete(Answer.of(said)));
    }
    return fresh;
  }

  /** From now on nothing is asked. */
  void end() {
    end.complete(null);
  }

  /** Completed when nothing is asked any more. */
  CompletableFuture<Void> ended() {
    return end;
  }
}
