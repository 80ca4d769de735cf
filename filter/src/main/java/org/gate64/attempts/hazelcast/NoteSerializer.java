package org.gate64.attempts.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.time.Duration;
import org.gate64.attempts.Attempt;

/** An attempt on its way to where those at the same mail lie. */
final class NoteSerializer implements CompactSerializer<Note> {

  private static final String ATTEMPT = "attempt";
  private static final String INTERVAL = "interval";

  @Override
  public void write(CompactWriter out, Note note) {
    out.writeCompact(ATTEMPT, note.attempt());
    out.writeInt64(INTERVAL, note.interval().toMillis());
  }

  @Override
  public Note read(CompactReader in) {
    Attempt attempt = in.readCompact(ATTEMPT);
    return new Note(AttemptSerializer.present(attempt), Duration.ofMillis(in.readInt64(INTERVAL)));
  }

  @Override
  public String getTypeName() {
    return "gate64.NoteAttempt";
  }

  @Override
  public Class<Note> getCompactClass() {
    return Note.class;
  }
}
