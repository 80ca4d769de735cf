package org.gate64.reputation.hazelcast;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Change;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;

/**
 * Takes back votes that were cast twice. While a cluster is split, a network that turns bad in both
 * halves casts its vote in each, and both are counted once the halves have met. Its record then
 * tells when it was cast last: who had cast it before that takes his own back.
 *
 * <p>Where that member has ended meanwhile, the vote stays.
 */
final class DoubleVotes {

  private static final int MOST = 10_000;

  /** No split that lasts longer is looked into. */
  private static final Duration LONGEST_SPLIT = Duration.ofHours(12);

  /** Records take so long to be joined, once members have met. */
  private static final Duration LOOKED_FOR = Duration.ofMinutes(2);

  private final HazelcastInstance member;
  private final IMap<String, TrackRecord> map;
  private final Scoring scoring;
  private final Clock clock;
  private final Executor callbacks;
  private final Duration kept;
  private final ConcurrentMap<Vote, Instant> cast =
      Caffeine.newBuilder().maximumSize(MOST).<Vote, Instant>build().asMap();
  private Set<Member> members = Set.of();
  private Instant until = Instant.EPOCH;

  private record Vote(Subject voter, Cause cause) {}

  DoubleVotes(
      HazelcastInstance member,
      IMap<String, TrackRecord> map,
      Scoring scoring,
      Clock clock,
      Executor callbacks) {
    this.member = member;
    this.map = map;
    this.scoring = scoring;
    this.clock = clock;
    this.callbacks = callbacks;
    // A later vote is a second one as long as no other was due yet, which is after a half-life.
    Duration halfOfIt = scoring.decay().longHalfLife().dividedBy(2);
    this.kept = halfOfIt.compareTo(LONGEST_SPLIT) < 0 ? halfOfIt : LONGEST_SPLIT;
  }

  /** This member has had a vote counted, by the time that the voter's record tells. */
  void cast(Subject voter, Cause cause, Instant at) {
    cast.put(new Vote(voter, cause), at);
  }

  /**
   * Looks for them where members have come or gone of late. Does not wait for the answers.
   *
   * @param writing counts what takes a vote back
   */
  synchronized void look(BiConsumer<Subject, Change> writing) {
    Instant now = clock.instant();
    Set<Member> there = member.getCluster().getMembers();
    if (!there.equals(members)) {
      members = there;
      until = now.plus(LOOKED_FOR);
    }
    cast.values().removeIf(at -> at.isBefore(now.minus(kept)));
    if (now.isBefore(until)) {
      cast.forEach((vote, at) -> look(vote, at, writing));
    }
  }

  private void look(Vote vote, Instant at, BiConsumer<Subject, Change> writing) {
    CompletionStage<Void> unused =
        map.getAsync(vote.voter().toString())
            .thenAcceptAsync(
                record -> {
                  Instant last = AddChange.orEmpty(record).votes().last(vote.cause().side());
                  if (last.isAfter(at) && cast.remove(vote, at)) {
                    takeBack(vote, at, writing);
                  }
                },
                callbacks);
  }

  private void takeBack(Vote vote, Instant at, BiConsumer<Subject, Change> writing) {
    Tally left = Tally.of(vote.cause(), 1, at).faded(clock.instant(), scoring.decay());
    scoring
        .electors(vote.voter())
        .forEach(elector -> writing.accept(elector, Change.of(left.negated())));
  }
}
