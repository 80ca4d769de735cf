package org.gate64.reputation.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Companions;
import org.gate64.reputation.Entry;
import org.gate64.reputation.Tally;
import org.gate64.reputation.Version;
import org.gate64.reputation.Writer;
import org.jspecify.annotations.Nullable;

/**
 * How the parts of a record lie in Compact fields: entries side by side in arrays, which takes half
 * the room of objects within objects. Fields may be added, for an older node passes over those that
 * it does not know; none may change its meaning or its type.
 */
final class RecordFields {

  private static final String WRITERS = "writers";
  private static final String STARTS = "starts";
  private static final String FLUSHES = "flushes";
  private static final String TIMES = "times";
  private static final String SUMS = "sums";
  private static final String CAUSE_COUNTS = "causeCounts";
  private static final String CAUSES = "causes";
  private static final String WEIGHTS = "weights";
  private static final String DOMAINS = "domains";
  private static final String HOURS = "hours";
  private static final int SUMS_EACH = 4;
  private static final List<Cause> ALL_CAUSES = List.of(Cause.values());

  private RecordFields() {}

  static void write(CompactWriter out, Map<Writer, Entry> entries) {
    List<Map.Entry<Writer, Entry>> all = new ArrayList<>(entries.entrySet());
    out.writeArrayOfInt64(WRITERS, all.stream().mapToLong(each -> each.getKey().id()).toArray());
    List<Entry> values = all.stream().map(Map.Entry::getValue).toList();
    out.writeArrayOfInt32(STARTS, values.stream().mapToInt(e -> e.version().start()).toArray());
    out.writeArrayOfInt32(FLUSHES, values.stream().mapToInt(e -> e.version().flush()).toArray());
    List<Tally> tallies = values.stream().map(Entry::tally).toList();
    out.writeArrayOfInt64(TIMES, tallies.stream().mapToLong(t -> t.at().toEpochMilli()).toArray());
    out.writeArrayOfFloat64(SUMS, sums(tallies));
    writeCauses(out, tallies);
  }

  private static double[] sums(List<Tally> tallies) {
    double[] sums = new double[SUMS_EACH * tallies.size()];
    int next = 0;
    for (Tally tally : tallies) {
      sums[next++] = tally.shortGood();
      sums[next++] = tally.shortBad();
      sums[next++] = tally.mails();
      sums[next++] = tally.probations();
    }
    return sums;
  }

  private static void writeCauses(CompactWriter out, List<Tally> tallies) {
    byte[] counts = new byte[tallies.size()];
    byte[] causes = new byte[tallies.stream().mapToInt(tally -> tally.causes().size()).sum()];
    double[] weights = new double[causes.length];
    int next = 0;
    for (int i = 0; i < counts.length; i++) {
      Map<Cause, Double> of = tallies.get(i).causes();
      counts[i] = (byte) of.size();
      for (Map.Entry<Cause, Double> each : of.entrySet()) {
        causes[next] = (byte) ALL_CAUSES.indexOf(each.getKey());
        weights[next++] = each.getValue();
      }
    }
    out.writeArrayOfInt8(CAUSE_COUNTS, counts);
    out.writeArrayOfInt8(CAUSES, causes);
    out.writeArrayOfFloat64(WEIGHTS, weights);
  }

  static Map<Writer, Entry> readEntries(CompactReader in) {
    long[] writers = present(in.readArrayOfInt64(WRITERS));
    int[] starts = present(in.readArrayOfInt32(STARTS));
    int[] flushes = present(in.readArrayOfInt32(FLUSHES));
    long[] times = present(in.readArrayOfInt64(TIMES));
    double[] sums = present(in.readArrayOfFloat64(SUMS));
    List<Map<Cause, Double>> causes = readCauses(in);
    Map<Writer, Entry> entries = new HashMap<>();
    for (int i = 0; i < writers.length; i++) {
      int sum = SUMS_EACH * i;
      Tally tally =
          new Tally(
              Instant.ofEpochMilli(times[i]),
              causes.get(i),
              sums[sum],
              sums[sum + 1],
              sums[sum + 2],
              sums[sum + 3]);
      entries.put(new Writer(writers[i]), new Entry(new Version(starts[i], flushes[i]), tally));
    }
    return entries;
  }

  /** What a newer node counts for a cause that this one does not know is passed over. */
  private static List<Map<Cause, Double>> readCauses(CompactReader in) {
    byte[] counts = present(in.readArrayOfInt8(CAUSE_COUNTS));
    byte[] causes = present(in.readArrayOfInt8(CAUSES));
    double[] weights = present(in.readArrayOfFloat64(WEIGHTS));
    List<Map<Cause, Double>> all = new ArrayList<>();
    int next = 0;
    for (byte count : counts) {
      Map<Cause, Double> of = new EnumMap<>(Cause.class);
      for (int end = next + count; next < end; next++) {
        if (causes[next] >= 0 && causes[next] < ALL_CAUSES.size()) {
          of.put(ALL_CAUSES.get(causes[next]), weights[next]);
        }
      }
      all.add(of);
    }
    return all;
  }

  static void write(CompactWriter out, Companions companions) {
    List<Map.Entry<Integer, Integer>> seen = new ArrayList<>(companions.seen().entrySet());
    out.writeArrayOfInt32(DOMAINS, seen.stream().mapToInt(Map.Entry::getKey).toArray());
    out.writeArrayOfInt32(HOURS, seen.stream().mapToInt(Map.Entry::getValue).toArray());
  }

  static Companions readCompanions(CompactReader in) {
    int[] domains = present(in.readArrayOfInt32(DOMAINS));
    int[] hours = present(in.readArrayOfInt32(HOURS));
    Map<Integer, Integer> seen = new HashMap<>();
    for (int i = 0; i < domains.length; i++) {
      seen.put(domains[i], hours[i]);
    }
    return new Companions(seen);
  }

  /** Of a field that must be there. */
  static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("a field is missing");
    }
    return value;
  }
}
