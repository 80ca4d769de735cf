package org.gate64.feedback.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.gate64.feedback.Said;
import org.gate64.feedback.Word;
import org.jspecify.annotations.Nullable;

/**
 * Has a word said where the message's lies, unless it is the one that was last said. Answers with
 * what was last said before.
 *
 * <p>Where its answer got lost and it is carried out once more, it answers that the word was known:
 * then it counts for nothing, rather than twice.
 */
record Say(Said said) implements EntryProcessor<String, Said, @Nullable Said> {

  @Override
  public @Nullable Said process(Map.Entry<String, @Nullable Said> entry) {
    Said before = entry.getValue();
    Word last = before == null ? null : before.word();
    if (last != said.word()) {
      entry.setValue(said);
    }
    return before;
  }
}
