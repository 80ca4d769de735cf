package org.gate64.dns.dnsjava;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.gate64.dns.DnsQuestion;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * One lookup on its way: asks a server, reads the reply, asks again or on, until it is decided, out
 * of tries, or out of time. Its steps follow each other, each on the executor.
 */
final class Inquiry {

  private final Servers servers;
  private final int attempts;
  private final Executor executor;
  private final CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();
  private final int type;
  private final AliasChain chain;
  private final ReplyReader reader;

  private int position;
  private int tries;
  private boolean plain;
  private Optional<Integer> silent = Optional.empty();

  Inquiry(DnsQuestion question, Servers servers, int attempts, Executor executor) {
    this.servers = servers;
    this.attempts = attempts;
    this.executor = executor;
    this.type = Type.value(question.type().name());
    this.chain = new AliasChain(Records.write(question.name()));
    this.reader = new ReplyReader(type, chain);
    this.position = servers.preferred();
  }

  CompletableFuture<DnsAnswer> answer() {
    return answer;
  }

  void start(Wire wire, Duration deadline) {
    Future<?> timer = wire.schedule(this::outOfTime, deadline);
    var unused = answer.whenComplete((decided, failure) -> timer.cancel(false));
    ask();
  }

  /** Ends the lookup, unless it is decided already. */
  void end(DnsAnswer decided) {
    answer.complete(decided);
  }

  private void outOfTime() {
    DnsAnswer late = new DnsAnswer.Failure(FailureReason.TIMEOUT, "no answer before the deadline");
    try {
      executor.execute(() -> end(late));
    } catch (RejectedExecutionException shutDown) {
      end(late);
    }
  }

  private void ask() {
    tries++;
    var unused =
        CompletableFuture.supplyAsync(this::query, executor)
            .thenCompose(query -> server().sendAsync(query, executor))
            .handleAsync(this::read, executor)
            .thenAccept(this::proceed)
            .exceptionally(this::giveUp);
  }

  private SimpleResolver server() {
    return plain ? servers.withoutEdns(position) : servers.at(position);
  }

  private Message query() {
    return Message.newQuery(Record.newRecord(chain.end(), type, DClass.IN));
  }

  private Reading read(@Nullable Message reply, @Nullable Throwable failure) {
    return reply == null ? new Reading.Unusable(Failures.of(failure)) : reader.read(reply);
  }

  private void proceed(Reading reading) {
    if (answer.isDone()) {
      return;
    }
    if (reading instanceof Reading.Decided decided) {
      preferToSilent(position);
      end(decided.answer());
    } else if (reading instanceof Reading.ToBeContinued) {
      tries = 0;
      ask();
    } else if (reading instanceof Reading.Unextended && !plain) {
      plain = true;
      tries--;
      ask();
    } else if (reading instanceof Reading.Unextended unextended) {
      tryAnother(unextended.failure());
    } else if (reading instanceof Reading.Declined declined) {
      tryAnother(declined.failure());
    } else if (reading instanceof Reading.Unusable unusable) {
      if (Failures.isSilence(unusable.failure())) {
        silent = silent.or(() -> Optional.of(position));
      }
      tryAgain(unusable.failure(), attempts);
    }
  }

  /** The same one would not say anything else the next time. */
  private void tryAnother(DnsAnswer.Failure failure) {
    tryAgain(failure, Math.min(attempts, servers.count()));
  }

  private void tryAgain(DnsAnswer.Failure failure, int mostTries) {
    if (tries < mostTries) {
      position++;
      plain = false;
      ask();
      return;
    }
    if (tries < servers.count()) {
      preferToSilent(position + 1);
    }
    end(failure);
  }

  /** In place of the first that kept silent: one that answers, or that is still to be tried. */
  private void preferToSilent(int better) {
    silent.ifPresent(first -> servers.prefer(better, first));
  }

  private @Nullable Void giveUp(Throwable failure) {
    end(Failures.of(failure));
    return null;
  }
}
