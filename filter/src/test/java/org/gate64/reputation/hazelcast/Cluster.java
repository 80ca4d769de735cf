package org.gate64.reputation.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.Partition;
import com.hazelcast.partition.PartitionService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gate64.fixtures.mta.FreePorts;
import org.gate64.net.DomainName;
import org.gate64.reputation.Ancestry;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Change;
import org.gate64.reputation.ClusterSettings;
import org.gate64.reputation.ClusterSettings.Bounds;
import org.gate64.reputation.ClusterSettings.Discovery;
import org.gate64.reputation.ClusterSettings.Exposure;
import org.gate64.reputation.ClusterSettings.Timing;
import org.gate64.reputation.Decay;
import org.gate64.reputation.Peer;
import org.gate64.reputation.ScoreSettings;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Writer;
import org.gate64.reputation.hazelcast.HazelcastReputationStore.Author;
import org.slf4j.LoggerFactory;

/** Members in this process, at ports of 127.0.0.1 that were free. */
public final class Cluster implements AutoCloseable {

  static final Decay DECAY = new Decay(Duration.ofDays(14), Duration.ofHours(1));
  static final Scoring SCORING = new Scoring(ScoreSettings.usual(), new Ancestry(64, 32), DECAY);

  /** Hazelcast keeps one for all its members, so that it must outlive each test. */
  private static final ExecutorService CALLBACKS = Executors.newFixedThreadPool(2, Cluster::daemon);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Cluster::daemon);
  private final List<ScheduledExecutorService> writing = new ArrayList<>();
  private final List<HazelcastReputationStore> stores = new ArrayList<>();
  private final String name = "test-" + UUID.randomUUID();
  private final Consumer<Config> others;
  private final List<Integer> ports;

  public Cluster(int members) {
    this(members, config -> {});
  }

  /** Whose members keep something else besides. */
  public Cluster(int members, Consumer<Config> others) {
    this.others = others;
    // It has much to say about members that die, which is what is tried here.
    ((Logger) LoggerFactory.getLogger("com.hazelcast")).setLevel(Level.OFF);
    ports = freePorts(members);
  }

  public HazelcastReputationStore start(int index) throws IOException {
    return start(index, settings(index));
  }

  HazelcastReputationStore start(int index, ClusterSettings settings) throws IOException {
    ScheduledExecutorService own = Executors.newScheduledThreadPool(4, Cluster::daemon);
    writing.add(own);
    HazelcastReputationStore store =
        HazelcastReputationStore.start(
            settings,
            SCORING,
            new Author(new Writer(index + 1L), Version.atStart(1)),
            Clock.systemUTC(),
            new ClusterThreads(timer, CALLBACKS, own),
            others);
    stores.add(store);
    return store;
  }

  /** The settings of one member that knows all the others. */
  ClusterSettings settings(int index) {
    return settings(index, Duration.ofMillis(200));
  }

  /** The same with another patience. */
  ClusterSettings settings(int index, Duration patience) {
    List<Peer> peers =
        ports.stream().map(port -> Peer.parse("127.0.0.1:" + port).orElseThrow()).toList();
    return new ClusterSettings(
        name,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(index)),
        new Discovery.Fixed(peers),
        Exposure.PRIVATE,
        patience,
        new Bounds(50_000, 10_000, 20_000, Duration.ofDays(90)),
        new Timing(
            Duration.ofSeconds(1),
            Duration.ofSeconds(8),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2)));
  }

  int port(int index) {
    return ports.get(index);
  }

  String name() {
    return name;
  }

  /** Hazelcast's own member behind a store. */
  public HazelcastInstance member(int index) {
    return Hazelcast.getAllHazelcastInstances().stream()
        .filter(each -> each.getConfig().getClusterName().equals(name))
        .filter(each -> each.getCluster().getLocalMember().getAddress().getPort() == port(index))
        .findFirst()
        .orElseThrow();
  }

  /** Until so many have found each other, and each has its share of the records. */
  public void awaitMembers(int count) {
    await(Duration.ofSeconds(60), () -> shape().isWhole(count), () -> " for " + shape());
  }

  /** Each of the first two takes the other for gone, at once, and finds it when it looks for it. */
  public void split() {
    HazelcastInstance here = member(0);
    HazelcastInstance there = member(1);
    Splitting.suspect(here, there);
    Splitting.suspect(there, here);
    await(Duration.ofSeconds(5), () -> isAlone(here) && isAlone(there));
  }

  private static boolean isAlone(HazelcastInstance member) {
    return member.getCluster().getMembers().size() == 1;
  }

  private Shape shape() {
    PartitionService partitions = member(0).getPartitionService();
    return new Shape(
        stores.stream().map(store -> store.health().members()).toList(),
        partitions.getPartitions().stream().map(Partition::getOwner).distinct().count(),
        partitions.isClusterSafe());
  }

  /**
   * How far they have come.
   *
   * @param seen the members that each sees
   * @param owners how many have a share of the records
   * @param safe whether each record has its copy
   */
  private record Shape(List<List<String>> seen, long owners, boolean safe) {
    boolean isWhole(int members) {
      return seen.stream().allMatch(each -> each.size() == members) && owners == members && safe;
    }
  }

  @Override
  public void close() {
    for (HazelcastInstance each : Hazelcast.getAllHazelcastInstances()) {
      if (each.getConfig().getClusterName().equals(name)) {
        each.getLifecycleService().terminate();
      }
    }
    timer.shutdownNow();
    writing.forEach(ScheduledExecutorService::shutdownNow);
  }

  public static void await(Duration most, BooleanSupplier condition) {
    await(most, condition, () -> "");
  }

  private static void await(Duration most, BooleanSupplier condition, Supplier<String> what) {
    long end = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime())
          .as(() -> "still waiting after " + most + what.get())
          .isLessThan(end);
      pause(Duration.ofMillis(20));
    }
  }

  public static void pause(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static Subject domain(String name) {
    return new Subject.OfDomain(DomainName.parse(name).orElseThrow());
  }

  static Subject network(String prefix) {
    return Subject.parse(prefix).orElseThrow();
  }

  static Change spam(double weight) {
    return Change.of(Tally.of(Cause.FILTER_SPAM, weight, Clock.systemUTC().instant()));
  }

  /** What a member knows; asked a few times where the answer does not come within patience. */
  static Optional<TrackRecord> known(HazelcastReputationStore store, Subject subject) {
    long late;
    int tries = 0;
    Map<Subject, TrackRecord> answer;
    do {
      late = store.health().late();
      answer = store.read(List.of(subject)).join();
    } while (store.health().late() > late && ++tries < 10);
    return Optional.ofNullable(answer.get(subject));
  }

  /** What speaks against a subject, as one member knows it; 0 where it knows nothing. */
  static double bad(HazelcastReputationStore store, Subject subject) {
    return known(store, subject)
        .map(record -> record.at(Clock.systemUTC().instant(), DECAY).longBad())
        .orElse(0.0);
  }

  /** Until so much speaks against each subject, as each member knows it. */
  static void awaitEverywhere(
      double sum, List<Subject> subjects, List<HazelcastReputationStore> stores) {
    for (HazelcastReputationStore store : stores) {
      await(
          Duration.ofSeconds(30),
          () -> subjects.stream().allMatch(subject -> isClose(bad(store, subject), sum)));
    }
  }

  static boolean isClose(double weight, double expected) {
    return Math.abs(weight - expected) < 0.02;
  }

  private static List<Integer> freePorts(int count) {
    try {
      return FreePorts.take(count);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "cluster-test");
    thread.setDaemon(true);
    return thread;
  }
}
