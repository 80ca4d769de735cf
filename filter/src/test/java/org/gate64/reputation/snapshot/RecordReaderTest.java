package org.gate64.reputation.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Companions;
import org.gate64.reputation.Entry;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Votes;
import org.gate64.reputation.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

  private static final String ENTRY =
      "'writer':'00000000000000ff','start':1,'flush':2,'at':'2026-03-01T12:00:00Z'";

  @Test
  void aLineReadsLikeThis() throws IOException {
    String line =
        new String(
            RecordWriter.line(Memories.subject("2001:db8::/64"), Memories.spam(1.5)),
            StandardCharsets.US_ASCII);

    assertThat(line)
        .isEqualTo(
            "{\"subject\":\"2001:db8::/64\",\"entries\":[{\"writer\":\"ffffffffffffffff\","
                + "\"start\":1,\"flush\":1,\"at\":\"2026-03-01T12:00:00.123456789Z\","
                + "\"causes\":{\"filter-spam\":1.5},\"short-bad\":1.5}]}\n");
  }

  @Test
  void whatOnlyANewerOneKnowsIsPassedOver() {
    TrackRecord record =
        read(("{'subject':'example.org','pin':{'a':[1,{}]},'entries':[{%s,'x':[1],'causes':"
                    + "{'telepathy':9,'trap':5}}],'votes':{'maybe':[]}}")
                .formatted(ENTRY))
            .orElseThrow()
            .getValue();

    assertThat(record.entries()).containsOnlyKeys(new Writer(255));
    Tally tally = record.entries().values().iterator().next().tally();
    assertThat(tally.causes()).isEqualTo(Map.of(Cause.TRAP, 5.0));
    assertThat(tally.at()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    assertThat(record.votes()).isEqualTo(Votes.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "example",
        "example.org\\n",
        "example.org\\u0000",
        "ex ample.org",
        "2001:db8::1/64",
        "2001:db8::/129",
        "::ffff:192.0.2.0/120",
        "1.2.3",
        "0x7f.1",
        " from ",
        "example.org from ",
        " from 2001:db8::/64",
        "example.org from example.net",
        "../../etc/passwd"
      })
  void hostileSubjectsAreNone(String subject) {
    assertThat(read("{'subject':'%s','entries':[]}".formatted(subject))).isEmpty();
  }

  @Test
  void aSubjectWithoutEndIsNone() {
    assertThat(read("{'subject':'%s.org','entries':[]}".formatted("a.".repeat(20_000)))).isEmpty();
    assertThat(read("{'entries':[]}")).isEmpty();
    assertThat(read("{'subject':17,'entries':[]}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "1",
        "{'writer':'ff','start':1,'flush':1}",
        "{'start':1,'flush':1,'at':'2026-03-01T12:00:00Z'}",
        "{'writer':'fff0000000000000f','start':1,'flush':1,'at':'2026-03-01T12:00:00Z'}",
        "{'writer':'ff','start':-1,'flush':1,'at':'2026-03-01T12:00:00Z'}",
        "{'writer':'ff','start':1.5,'flush':1,'at':'2026-03-01T12:00:00Z'}",
        "{'writer':'ff','start':1,'flush':2147483648,'at':'2026-03-01T12:00:00Z'}",
        "{'writer':'ff','start':1,'flush':1,'at':'yesterday'}",
        "{'writer':'ff','start':1,'flush':1,'at':'+1000000000-12-31T23:59:59Z'}",
        "{'writer':'ff','start':1,'flush':1,'at':'1969-12-31T23:59:59Z'}",
        "{'writer':'ff','start':1,'flush':1,'at':1772366400}",
        "{'writer':'ff','at':'2026-03-01T12:00:00Z','causes':{'trap':1e999}}",
        "{'writer':'ff','at':'2026-03-01T12:00:00Z','causes':{'trap':1e300}}",
        "{'writer':'ff','at':'2026-03-01T12:00:00Z','causes':{'trap':NaN}}",
        "{'writer':'ff','at':'2026-03-01T12:00:00Z','causes':{'trap':'5'}}",
        "{'writer':'ff','at':'2026-03-01T12:00:00Z','causes':{'trap':null}}",
        "{'writer':'ff','at':'2026-03-01T12:00:00Z','causes':[]}",
        "{'writer':'ff','at':'2026-03-01T12:00:00Z','mails':-1e13}",
        "{'writer':'ff','at':'2026-03-01T12:00:00Z','mails':{}}"
      })
  void hostileEntriesMakeNoRecord(String entry) {
    assertThat(read("{'subject':'example.org','entries':[%s]}".formatted(entry))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'companions':[]",
        "'companions':{'x':1}",
        "'companions':{'99999999999':1}",
        "'companions':{'1':-5}",
        "'companions':{'1':'2'}",
        "'votes':[]",
        "'votes':{'bad':'now'}",
        "'votes':{'good':5}",
        "'entries':{}",
        "'entries':[[]]",
        "'entries':null"
      })
  void hostileFieldsMakeNoRecord(String field) {
    assertThat(read("{'subject':'example.org',%s}".formatted(field))).isEmpty();
  }

  @Test
  void moreWritersAndCompanionsThanARecordHoldsAreCutWhenItIsJoined() throws IOException {
    Map<Writer, Entry> entries = new HashMap<>();
    Map<Integer, Integer> companions = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      Tally tally = Tally.of(Cause.TRAP, 1, Memories.NOW.plusSeconds(i));
      entries.put(new Writer(i), new Entry(new Version(1, 1), tally));
      companions.put(i, i);
    }
    TrackRecord overfull = new TrackRecord(entries, new Companions(companions), Votes.NONE);
    byte[] line = RecordWriter.line(Memories.subject("example.org"), overfull);

    TrackRecord read = RecordReader.read(line).orElseThrow().getValue();
    TrackRecord joined = TrackRecord.empty().join(read);
    assertThat(joined.entries()).hasSize(16).containsKey(new Writer(99));
    assertThat(joined.companions().seen()).hasSize(32).containsKey(99);
  }

  @Test
  void noDamageToALineBreaksTheReader() throws IOException {
    Random random = new Random(64);
    byte[] line = RecordWriter.line(Memories.subject("2001:db8:1:2::/64"), Memories.full());
    int records = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = line.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      records += RecordReader.read(damaged).isPresent() ? 1 : 0;
    }
    assertThat(records).isBetween(1, 20_000);
  }

  private static Optional<Map.Entry<Subject, TrackRecord>> read(String json) {
    String line = json.replace('\'', '"') + "\n";
    return RecordReader.read(line.getBytes(StandardCharsets.UTF_8));
  }
}
