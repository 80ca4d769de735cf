package org.gate64.screening;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gate64.attempts.Attempt;
import org.gate64.attempts.Fingerprint;
import org.gate64.attempts.SteeringTable.Fate;
import org.gate64.net.HeaderField;
import org.gate64.net.MailPath;
import org.gate64.net.Network;
import org.gate64.policy.Action;
import org.gate64.policy.Tries;
import org.gate64.policy.Verdict;

/**
 * The tries of one message before this one, and this one. Recipients and header are told by one
 * thread, before the judgement.
 *
 * <p>A try that is refused at RCPT is remembered by sender and recipient alone; one that is seen to
 * its end, by its Message-ID too. The first message that comes to its end after a refusal at RCPT
 * is taken for the one that was refused. Nothing is refused for good before the message itself has
 * been seen and steered: whoever has many messages for one recipient, and gets each of them
 * delivered over IPv4 where nobody here sees it, must not lose the next one.
 */
final class MessageTries {

  /** A retry may name its recipients in another order; of so many each is looked up. */
  private static final int RECIPIENTS = 8;

  private static final String STEERED = "steered";
  private static final String GIVEN_UP = "given-up";
  private static final String TRAP = "trap";

  private final RetryMemory memory;
  private final Screening screening;
  private final Envelope envelope;
  private final Network network;
  private final MessageName name = new MessageName();
  private final List<Fingerprint> recipients = new ArrayList<>();
  private final List<Fingerprint> traps = new ArrayList<>();
  private CompletableFuture<Map<Fingerprint, Attempt>> ofFirst =
      CompletableFuture.completedFuture(Map.of());
  private Optional<CompletableFuture<Recollection>> recollected = Optional.empty();

  /**
   * @param network whose message it is
   */
  MessageTries(Screening screening, Envelope envelope, Network network) {
    this.memory = screening.retries();
    this.screening = screening;
    this.envelope = envelope;
    this.network = network;
  }

  void recipient(MailPath recipient) {
    if (recipients.size() == RECIPIENTS) {
      return;
    }
    recipients.add(fingerprint(recipient));
    if (recipients.size() == 1 && screening.policy().maySteer()) {
      ofFirst = memory.store().find(List.of(recipients.get(0)));
    }
  }

  /** A recipient that is a trap as well. */
  void trap(MailPath recipient) {
    if (traps.size() < RECIPIENTS) {
      traps.add(fingerprint(recipient).with(TRAP, ""));
    }
  }

  void header(HeaderField field) {
    name.see(field);
  }

  /** How often mail from this sender to the first recipient was steered, as far as is known now. */
  Tries byNow() {
    if (!ofFirst.isDone()) {
      return new Tries.Untold();
    }
    return ofFirst.getNow(Map.of()).values().stream()
        .filter(known -> known.tries() > 0)
        .findFirst()
        .<Tries>map(known -> new Tries.Known(known.tries(), Recollection.since(known, now())))
        .orElseGet(Tries.None::new);
  }

  /** How often the message was steered. Complete within the patience of the memory. */
  CompletableFuture<Tries> tries() {
    return ifAnybody(
        () -> recollect().thenApply(known -> known.tries(now(), network, memory.interval())),
        new Tries.None());
  }

  /**
   * Has a refusal remembered that was given before the message was seen.
   *
   * @param counted what there is to be counted of it, in a word each
   * @return what of that has not been counted before
   */
  CompletableFuture<Set<String>> refusedUnseen(Verdict verdict, Set<String> counted) {
    Set<String> all = all(verdict, counted);
    return ifAnything(
        all,
        () ->
            memory
                .store()
                .note(recipients.get(0), attempt(verdict, all))
                .thenApply(before -> fresh(all, before.stream())));
  }

  /** The same for a message that was seen. */
  CompletableFuture<Set<String>> refused(Verdict verdict, Set<String> counted) {
    Set<String> all = all(verdict, counted);
    return ifAnything(all, () -> recollect().thenCompose(known -> note(known, verdict, all)));
  }

  /**
   * Has it counted that the message was delivered, where it had been refused before.
   *
   * @return what was known of it, if it had been steered
   */
  CompletableFuture<Optional<Recollection>> delivered(Fate fate) {
    if (!screening.policy().maySteer()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return ifAnybody(() -> recollect().thenApply(known -> settle(known, fate)), Optional.empty());
  }

  /** What was counted of it when it was refused, in a word each; next time it counts anew. */
  CompletableFuture<Set<String>> countedBeforeDelivery() {
    return ifAnybody(
        () ->
            recollect()
                .thenApply(
                    known -> {
                      forget(known);
                      return known.counted();
                    }),
        Set.of());
  }

  /** Of how many traps it is known that the sender was refused; that they are is noted. */
  CompletableFuture<Integer> trapsRefusedBefore() {
    Attempt attempt = Attempt.refused(now(), network, Set.of(TRAP));
    return traps.stream()
        .map(
            trap ->
                memory.store().note(trap, attempt).thenApply(before -> before.isPresent() ? 1 : 0))
        .reduce((some, more) -> some.thenCombine(more, Integer::sum))
        .orElseGet(() -> CompletableFuture.completedFuture(0));
  }

  /** The same where they get the message; next time they count anew. */
  CompletableFuture<Integer> trapsDeliveredAfterAll() {
    if (traps.isEmpty()) {
      return CompletableFuture.completedFuture(0);
    }
    return memory
        .store()
        .find(traps)
        .thenApply(
            known -> {
              known.keySet().forEach(memory.store()::forget);
              return known.size();
            });
  }

  private CompletableFuture<Set<String>> note(
      Recollection known, Verdict verdict, Set<String> all) {
    Attempt attempt = attempt(verdict, all);
    if (attempt.tries() > 0 && known.ofMessage().isEmpty()) {
      Attempt claim = Attempt.steered(now(), network, Set.of()).of(known.message());
      CompletableFuture<Optional<Attempt>> unused = memory.store().note(known.envelope(), claim);
    }
    return memory
        .store()
        .note(known.message(), known.with(attempt, memory.interval()))
        .thenApply(
            before ->
                fresh(all, before.isPresent() ? before.stream() : known.ofEnvelope().stream()));
  }

  private Optional<Recollection> settle(Recollection known, Fate fate) {
    forget(known);
    Optional<Recollection> steered = Optional.of(known).filter(it -> it.isCounted(STEERED));
    steered.flatMap(Recollection::network).ifPresent(of -> memory.table().count(fate, of));
    return steered;
  }

  private void forget(Recollection known) {
    known.ofMessage().ifPresent(ignored -> memory.store().forget(known.message()));
    known.ofEnvelope().ifPresent(ignored -> memory.store().forget(known.envelope()));
  }

  /** What has not been counted; of that, what becomes of steered mail is counted here. */
  private Set<String> fresh(Set<String> all, Stream<Attempt> before) {
    Set<String> fresh = new HashSet<>(all);
    before.forEach(attempt -> fresh.removeAll(attempt.counted()));
    if (fresh.contains(STEERED)) {
      memory.table().count(Fate.ANSWERED, network);
    }
    if (fresh.contains(GIVEN_UP)) {
      memory.table().count(Fate.GIVEN_UP, network);
    }
    return fresh;
  }

  private static Set<String> all(Verdict verdict, Set<String> counted) {
    Set<String> all = new HashSet<>(counted);
    if (verdict.action() == Action.STEER) {
      all.add(STEERED);
    } else if (verdict.endsSteering()) {
      all.add(GIVEN_UP);
    }
    return all;
  }

  private Attempt attempt(Verdict verdict, Set<String> counted) {
    return verdict.action() == Action.STEER || verdict.endsSteering()
        ? Attempt.steered(now(), network, counted)
        : Attempt.refused(now(), network, counted);
  }

  private CompletableFuture<Recollection> recollect() {
    CompletableFuture<Recollection> asked =
        recollected.orElseGet(
            () -> {
              List<Fingerprint> messages = recipients.stream().map(name::within).toList();
              return memory
                  .store()
                  .find(Stream.concat(recipients.stream(), messages.stream()).toList())
                  .thenApply(known -> Recollection.of(recipients, messages, known));
            });
    recollected = Optional.of(asked);
    return asked;
  }

  /** Where there is nothing to count, as in an outage or a flood, there is nothing to remember. */
  private CompletableFuture<Set<String>> ifAnything(
      Set<String> all, Supplier<CompletableFuture<Set<String>>> answer) {
    return all.isEmpty() ? CompletableFuture.completedFuture(all) : ifAnybody(answer, all);
  }

  /** Without a recipient there is nothing that a message could be known by. */
  private <T> CompletableFuture<T> ifAnybody(Supplier<CompletableFuture<T>> answer, T otherwise) {
    return recipients.isEmpty() ? CompletableFuture.completedFuture(otherwise) : answer.get();
  }

  private Fingerprint fingerprint(MailPath recipient) {
    return Fingerprint.of(envelope.sender(), envelope.helo(), recipient);
  }

  private Instant now() {
    return screening.clock().instant();
  }
}
