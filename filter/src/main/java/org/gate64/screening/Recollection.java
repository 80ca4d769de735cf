package org.gate64.screening;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gate64.attempts.Attempt;
import org.gate64.attempts.Fingerprint;
import org.gate64.net.Network;
import org.gate64.policy.Tries;

/**
 * What is known of earlier tries of one message.
 *
 * @param envelope under what mail from its sender to its recipient is remembered
 * @param message under what the message itself is
 * @param ofEnvelope what is known of tries that were refused before their message was seen; once
 *     one of them has turned out to be of another message, that does not concern this one
 * @param ofMessage what is known of the message
 */
record Recollection(
    Fingerprint envelope,
    Fingerprint message,
    Optional<Attempt> ofEnvelope,
    Optional<Attempt> ofMessage) {

  /**
   * The recipient that tells most: by whom the message is known, else by whom mail of its sender
   * is, else the first.
   *
   * @param envelopes for each recipient, at least one
   * @param messages the same in the same order
   */
  static Recollection of(
      List<Fingerprint> envelopes, List<Fingerprint> messages, Map<Fingerprint, Attempt> known) {
    List<Recollection> all = new ArrayList<>();
    for (int i = 0; i < envelopes.size(); i++) {
      Fingerprint message = messages.get(i);
      all.add(
          new Recollection(
              envelopes.get(i),
              message,
              Optional.ofNullable(known.get(envelopes.get(i)))
                  .filter(attempt -> attempt.message().map(message::equals).orElse(true)),
              Optional.ofNullable(known.get(message))));
    }
    return IntStream.of(2, 1, 0)
        .boxed()
        .flatMap(much -> all.stream().filter(one -> one.tells() >= much))
        .findFirst()
        .orElseThrow();
  }

  private int tells() {
    return ofMessage.isPresent() ? 2 : ofEnvelope.isPresent() ? 1 : 0;
  }

  /** How often the message itself has been steered; none where it is seen for the first time. */
  Tries tries(Instant now, Network network, Duration interval) {
    return ofMessage
        .filter(known -> known.tries() > 0)
        .<Tries>map(
            known -> {
              Attempt with = known.join(Attempt.steered(now, network, Set.of()), interval);
              return new Tries.Known(with.tries() - 1, since(known, now));
            })
        .orElseGet(Tries.None::new);
  }

  /** How long ago something was first tried; clocks of different hosts may disagree. */
  static Duration since(Attempt known, Instant now) {
    Duration since = Duration.between(known.first(), now);
    return since.isNegative() ? Duration.ZERO : since;
  }

  /**
   * Another try, as it is to be remembered of the message: with the one that was refused before
   * anybody knew which message it was, where that can only have been this.
   */
  Attempt with(Attempt another, Duration interval) {
    if (ofMessage.isPresent() || ofEnvelope.isEmpty()) {
      return another;
    }
    Attempt both = ofEnvelope.get().join(another, interval);
    return new Attempt(
        another.first(),
        another.last(),
        another.tries() == 0 ? 0 : both.tries(),
        both.network(),
        Optional.empty(),
        both.counted());
  }

  /** Whether a word was counted of any of the tries. */
  boolean isCounted(String word) {
    return counted().contains(word);
  }

  /** All that was counted of the tries, in a word each. */
  Set<String> counted() {
    return tried().flatMap(attempt -> attempt.counted().stream()).collect(Collectors.toSet());
  }

  /** Where the first of them came from. */
  Optional<Network> network() {
    return tried().findFirst().map(Attempt::network);
  }

  private Stream<Attempt> tried() {
    return Stream.concat(ofMessage.stream(), ofEnvelope.stream());
  }
}
