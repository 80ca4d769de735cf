package org.gate64.reputation.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.gate64.reputation.Ancestry;
import org.gate64.reputation.Change;
import org.gate64.reputation.Decay;
import org.gate64.reputation.Entry;
import org.gate64.reputation.ScoreSettings;
import org.gate64.reputation.ScoreSettings.Priors;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Writer;

/** A change on its way to where the record lies, with all that is needed to apply it there. */
final class AddChangeSerializer implements CompactSerializer<AddChange> {

  private static final String NOW = "now";
  private static final String PRIORS = "priors";
  private static final String THRESHOLDS = "thresholds";
  private static final String LENGTHS = "lengths";
  private static final String HALF_LIVES = "halfLives";

  @Override
  public void write(CompactWriter out, AddChange add) {
    Entry entry = new Entry(add.version(), add.change().tally());
    RecordFields.write(out, Map.of(add.writer(), entry));
    RecordFields.write(out, add.change().companions());
    out.writeInt64(NOW, add.now().toEpochMilli());
    write(out, add.scoring());
  }

  private static void write(CompactWriter out, Scoring scoring) {
    ScoreSettings settings = scoring.settings();
    Priors priors = settings.priors();
    Ancestry ancestry = scoring.ancestry();
    Decay decay = scoring.decay();
    out.writeArrayOfFloat64(
        PRIORS,
        new double[] {
          priors.slash32(),
          priors.slash48(),
          priors.slash56(),
          priors.slash24(),
          priors.longMemory(),
          priors.shortMemory()
        });
    out.writeArrayOfFloat64(
        THRESHOLDS,
        new double[] {settings.badBelow(), settings.goodAbove(), settings.informedFrom()});
    out.writeArrayOfInt32(LENGTHS, new int[] {ancestry.ipv6Length(), ancestry.ipv4Length()});
    out.writeArrayOfInt64(
        HALF_LIVES, new long[] {decay.longHalfLife().toMillis(), decay.shortHalfLife().toMillis()});
  }

  @Override
  public AddChange read(CompactReader in) {
    Map.Entry<Writer, Entry> entry = RecordFields.readEntries(in).entrySet().iterator().next();
    return new AddChange(
        entry.getKey(),
        entry.getValue().version(),
        new Change(entry.getValue().tally(), RecordFields.readCompanions(in)),
        Instant.ofEpochMilli(in.readInt64(NOW)),
        readScoring(in));
  }

  private static Scoring readScoring(CompactReader in) {
    double[] k = RecordFields.present(in.readArrayOfFloat64(PRIORS));
    double[] thresholds = RecordFields.present(in.readArrayOfFloat64(THRESHOLDS));
    int[] lengths = RecordFields.present(in.readArrayOfInt32(LENGTHS));
    long[] halfLives = RecordFields.present(in.readArrayOfInt64(HALF_LIVES));
    return new Scoring(
        new ScoreSettings(
            new Priors(k[0], k[1], k[2], k[3], k[4], k[5]),
            thresholds[0],
            thresholds[1],
            thresholds[2]),
        new Ancestry(lengths[0], lengths[1]),
        new Decay(Duration.ofMillis(halfLives[0]), Duration.ofMillis(halfLives[1])));
  }

  @Override
  public String getTypeName() {
    return "gate64.AddChange";
  }

  @Override
  public Class<AddChange> getCompactClass() {
    return AddChange.class;
  }
}
