package org.gate64.feedback.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.gate64.feedback.Said;
import org.gate64.feedback.Utterance;
import org.jspecify.annotations.Nullable;

/**
 * Has somebody heard where the message's words lie. Answers with what was said before.
 *
 * <p>Where its answer got lost and it is carried out once more, it answers that he said so before:
 * then it counts for nothing, rather than twice.
 */
record Say(Utterance utterance) implements EntryProcessor<String, Said, @Nullable Said> {

  @Override
  public @Nullable Said process(Map.Entry<String, @Nullable Said> entry) {
    Said known = entry.getValue();
    Said before = known == null ? Said.nothing() : known;
    Said.Heard heard = before.hear(utterance);
    if (heard.isAny()) {
      entry.setValue(heard.then());
    }
    return known;
  }
}
