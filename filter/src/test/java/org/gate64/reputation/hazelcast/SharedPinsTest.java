package org.gate64.reputation.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.reputation.hazelcast.Cluster.await;
import static org.gate64.reputation.hazelcast.Cluster.domain;
import static org.gate64.reputation.hazelcast.Cluster.network;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Pins;
import org.gate64.reputation.Standing.State;
import org.gate64.reputation.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedPinsTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Subject NETWORK = network("2001:db8:1::/48");
  private static final Subject DOMAIN = domain("pinned.example");

  private final Cluster cluster = new Cluster(2);
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3);
  private final List<HazelcastPins> all = new ArrayList<>();
  private HazelcastReputationStore one;
  private HazelcastReputationStore other;

  @BeforeEach
  void start() throws IOException {
    one = cluster.start(0);
    other = cluster.start(1);
    cluster.awaitMembers(2);
  }

  @AfterEach
  void stop() {
    all.forEach(HazelcastPins::close);
    cluster.close();
    threads.shutdownNow();
  }

  @Test
  void whatIsSetAtOneNodeHoldsAtTheOtherAndIsKeptThere() {
    List<Pins> kept = new CopyOnWriteArrayList<>();
    HazelcastPins here = pins(one, Map.of());
    HazelcastPins there = new HazelcastPins(other, Pins.none(), clock(), work(), kept::add);
    Pin good = pin(State.GOOD, 0, Optional.of(Instant.parse("2030-01-01T00:00:00.123Z")));
    Pin bad = pin(State.BAD, 0, Optional.empty());

    assertThat(here.set(NETWORK, good).join()).isTrue();
    assertThat(here.set(DOMAIN, bad).join()).isTrue();

    assertThat(here.pins().all()).containsOnly(Map.entry(NETWORK, good), Map.entry(DOMAIN, bad));
    await(SOON, () -> there.pins().all().equals(here.pins().all()));
    await(SOON, () -> !kept.isEmpty() && last(kept).all().equals(here.pins().all()));

    assertThat(there.lift(NETWORK).join()).isTrue();
    await(SOON, () -> here.pins().all().equals(Map.of(DOMAIN, bad)));
    assertThat(last(kept).all().get(NETWORK)).matches(Pin::isLifted);
    there.close();
  }

  @Test
  void whatIsSetOutlivesTheNodeWhereItWasSet() {
    HazelcastPins here = pins(one, Map.of());
    HazelcastPins there = pins(other, Map.of());
    there.set(NETWORK, pin(State.BAD, 0, Optional.empty())).join();
    there.set(DOMAIN, pin(State.GOOD, 0, Optional.empty())).join();

    cluster.member(1).getLifecycleService().terminate();

    assertThat(pins(one, Map.of()).pins().all()).containsOnlyKeys(NETWORK, DOMAIN);
    await(SOON, () -> here.pins().all().size() == 2);
    assertThat(there.pins().all()).hasSize(2);
    assertThat(there.lift(DOMAIN).join()).isFalse();
    assertThat(there.pins().all()).hasSize(2);
  }

  @Test
  void ofWhatNodesKnewEarlierTheLaterCounts() {
    Pin early = pin(State.GOOD, 0, Optional.empty());
    Pin late = pin(State.BAD, 60, Optional.empty());
    HazelcastPins here = pins(one, Map.of(NETWORK, late, DOMAIN, early));
    HazelcastPins there = pins(other, Map.of(NETWORK, early));

    Map<Subject, Pin> all = Map.of(NETWORK, late, DOMAIN, early);
    await(SOON, () -> there.pins().all().equals(all) && here.pins().all().equals(all));
  }

  @Test
  void aNodeThatWasAwayDoesNotBringBackWhatWasLifted() {
    Pin pin = pin(State.GOOD, 0, Optional.empty());
    HazelcastPins here = pins(one, Map.of(NETWORK, pin));
    here.lift(NETWORK).join();
    HazelcastPins back = pins(other, Map.of(NETWORK, pin));

    assertThat(back.pins().all()).isEmpty();
    assertThat(here.pins().all()).isEmpty();
  }

  @Test
  void anOperatorWhoseClockIsBehindIsHeardToo() {
    HazelcastPins here = pins(one, Map.of(NETWORK, pin(State.GOOD, 3600, Optional.empty())));

    here.set(NETWORK, pin(State.BAD, 0, Optional.empty())).join();

    assertThat(here.pins().all().get(NETWORK)).extracting(Pin::state).isEqualTo(State.BAD);
    here.lift(NETWORK).join();
    assertThat(here.pins().all()).isEmpty();
  }

  @Test
  void whatIsSetInBothHalvesOfASplitClusterHoldsInBothAfterwards() {
    HazelcastPins here = pins(one, Map.of());
    HazelcastPins there = pins(other, Map.of());
    cluster.split();
    Pin late = pin(State.BAD, 60, Optional.empty());
    here.set(NETWORK, late).join();
    there.set(NETWORK, pin(State.GOOD, 0, Optional.empty())).join();
    there.set(DOMAIN, late).join();

    cluster.awaitMembers(2);

    for (HazelcastPins each : List.of(here, there)) {
      await(
          Duration.ofSeconds(30),
          () -> each.pins().all().equals(Map.of(NETWORK, late, DOMAIN, late)));
    }
  }

  private HazelcastPins pins(HazelcastReputationStore store, Map<Subject, Pin> before) {
    HazelcastPins pins = new HazelcastPins(store, new Pins(before), clock(), work(), changed -> {});
    all.add(pins);
    return pins;
  }

  private ClusterThreads work() {
    return new ClusterThreads(threads, threads, threads);
  }

  private static Clock clock() {
    return Clock.systemUTC();
  }

  private static Pins last(List<Pins> kept) {
    return kept.get(kept.size() - 1);
  }

  private static Pin pin(State state, long second, Optional<Instant> until) {
    Instant since = Instant.parse("2026-11-24T12:00:00.007Z").plusSeconds(second);
    return new Pin(state, "told by an operator", since, until);
  }
}
