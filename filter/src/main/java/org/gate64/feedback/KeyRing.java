package org.gate64.feedback;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The keys of gate64 nodes that belong together. They sign with the oldest, and accept what any of
 * them has signed, so that tickets from before they met stay good. Joining is commutative,
 * associative and idempotent.
 *
 * @param keys the oldest first; of too many, that one and the newest are kept
 */
public record KeyRing(List<FeedbackKey> keys) implements Joinable<KeyRing> {

  /** More than a cluster has nodes; one that has no state directory brings a new one each time. */
  public static final int MOST = 32;

  public KeyRing {
    keys = bounded(keys);
  }

  /** None. */
  public static KeyRing empty() {
    return new KeyRing(List.of());
  }

  /** All of both. */
  @Override
  public KeyRing join(KeyRing other) {
    List<FeedbackKey> both = new ArrayList<>(keys);
    both.addAll(other.keys);
    return new KeyRing(both);
  }

  /** With one more. */
  public KeyRing with(FeedbackKey key) {
    return join(new KeyRing(List.of(key)));
  }

  /** What is signed with. */
  public Optional<FeedbackKey> signing() {
    return keys.stream().findFirst();
  }

  /** Those with this id: one, but for an accident. */
  List<FeedbackKey> withId(byte[] id) {
    return keys.stream().filter(key -> Arrays.equals(key.id(), id)).toList();
  }

  private static List<FeedbackKey> bounded(Collection<FeedbackKey> keys) {
    List<FeedbackKey> inOrder = new ArrayList<>(new TreeSet<>(keys));
    if (inOrder.size() > MOST) {
      inOrder.subList(1, inOrder.size() - MOST + 1).clear();
    }
    return List.copyOf(inOrder);
  }
}
