package org.gate64.reputation.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gate64.reputation.hazelcast.Cluster.await;
import static org.gate64.reputation.hazelcast.Cluster.bad;
import static org.gate64.reputation.hazelcast.Cluster.domain;
import static org.gate64.reputation.hazelcast.Cluster.known;
import static org.gate64.reputation.hazelcast.Cluster.spam;

import com.hazelcast.config.Config;
import com.hazelcast.config.SerializationConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.gate64.net.DomainName;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Companions;
import org.gate64.reputation.Entry;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Votes;
import org.gate64.reputation.Writer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What members of other versions, and strangers, may put into the map. */
class SentTypesTest {

  private static final AtomicInteger DESERIALIZED = new AtomicInteger();

  private final Cluster cluster = new Cluster(2);

  private record Both(HazelcastReputationStore store, IMap<String, Object> foreign) {}

  @AfterEach
  void stop() {
    cluster.close();
  }

  /** Does harm when it is read. */
  public static final class Gadget implements Serializable {
    private static final long serialVersionUID = 1;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      DESERIALIZED.incrementAndGet();
    }
  }

  /** Without a serializer of its own: Hazelcast would find its fields by reflection. */
  public static final class Guess {
    int number = 1;
  }

  /** A later version's, with a field more. */
  private static final class NewerSerializer implements CompactSerializer<TrackRecord> {
    private final TrackRecordSerializer today = new TrackRecordSerializer();

    @Override
    public void write(CompactWriter out, TrackRecord record) {
      today.write(out, record);
      out.writeString("since", "2031");
    }

    @Override
    public TrackRecord read(CompactReader in) {
      return today.read(in);
    }

    @Override
    public String getTypeName() {
      return today.getTypeName();
    }

    @Override
    public Class<TrackRecord> getCompactClass() {
      return TrackRecord.class;
    }
  }

  @Test
  void aRecordOfALaterVersionIsReadAndGoesOn() throws IOException {
    Both both = startWith(later());
    HazelcastReputationStore store = both.store();
    IMap<String, Object> foreign = both.foreign();
    Subject subject = domain("later.example");
    foreign.set(subject.toString(), full());

    assertThat(known(store, subject)).contains(full());
    store.add(subject, spam(1));

    await(Duration.ofSeconds(5), () -> store.health().underWay() == 0);
    Cluster.pause(Duration.ofSeconds(2));
    TrackRecord after = AddChange.orEmpty((TrackRecord) foreign.get(subject.toString()));
    assertThat(after.entries()).containsAllEntriesOf(full().entries()).hasSize(3);
    assertThat(after.votes()).isEqualTo(full().votes());
    assertThat(after.companions()).isEqualTo(full().companions());
  }

  @Test
  void whatIsNoRecordIsNotReadAndCountsAsUnknown() throws IOException {
    Both both = startWith(new SerializationConfig());
    HazelcastReputationStore store = both.store();
    IMap<String, Object> foreign = both.foreign();
    Subject gadget = domain("gadget.example");
    Subject guess = domain("guess.example");
    Subject text = domain("text.example");
    foreign.set(gadget.toString(), new Gadget());
    foreign.set(guess.toString(), new Guess());
    foreign.set(text.toString(), "no record");
    DESERIALIZED.set(0);

    assertThat(known(store, gadget)).isEmpty();
    assertThat(known(store, guess)).isEmpty();
    assertThat(known(store, text)).isEmpty();
    assertThat(DESERIALIZED).hasValue(0);
  }

  @Test
  void onlyOneBadEntryIsMissingFromAnAnswer() throws IOException {
    Both both = startWith(new SerializationConfig());
    HazelcastReputationStore store = both.store();
    IMap<String, Object> foreign = both.foreign();
    Subject good = domain("good.example");
    store.add(good, spam(2));
    foreign.set(domain("bad.example").toString(), new Gadget());
    Cluster.pause(Duration.ofSeconds(2));

    assertThat(bad(store, good)).isCloseTo(2, within(0.01));
    assertThat(store.read(List.of(good, domain("bad.example"))).join()).containsOnlyKeys(good);
  }

  /** Whoever sends one first waits for all members, on whatever thread he is. */
  @Test
  void allTypesAreKnownEverywhereBeforeAnythingIsSent() throws IOException {
    HazelcastReputationStore one = cluster.start(0);
    HazelcastReputationStore other = cluster.start(1);

    Set<String> ours =
        Serialization.serializers().stream()
            .map(CompactSerializer::getTypeName)
            .collect(Collectors.toSet());
    assertThat(Splitting.types(one.member())).containsAll(ours);
    assertThat(Splitting.types(other.member())).containsAll(ours);
  }

  private static TrackRecord full() {
    Instant at = Instant.parse("2026-03-01T12:00:00.123Z");
    Tally one = new Tally(at, Map.of(Cause.FILTER_SPAM, 2.5, Cause.ACCEPTED, 0.2), 0.1, 2.4, 7, 1);
    Tally other = new Tally(at.plusSeconds(7), Map.of(), 0, 0, 3, 0);
    return new TrackRecord(
        Map.of(
            new Writer(-7), new Entry(new Version(3, 99), one),
            new Writer(8), new Entry(new Version(1, 2), other)),
        Companions.of(DomainName.parse("a.example").orElseThrow(), at),
        new Votes(at, at.plusMillis(1)));
  }

  private static SerializationConfig later() {
    SerializationConfig config = new SerializationConfig();
    config
        .getCompactSerializationConfig()
        .addSerializer(new NewerSerializer())
        .addSerializer(new AddChangeSerializer());
    return config;
  }

  /** A store, and a member of another kind. */
  private Both startWith(SerializationConfig others) throws IOException {
    HazelcastReputationStore store = cluster.start(0);
    Config config = MemberConfiguration.of(cluster.settings(1), Cluster.DECAY, Clock.systemUTC());
    config.setSerializationConfig(others);
    HazelcastInstance other = Hazelcast.newHazelcastInstance(config);
    cluster.awaitMembers(2);
    return new Both(store, other.getMap(MapConfiguration.NAME));
  }
}
