package org.gate64.evidence.content;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.gate64.net.HeaderField;

/**
 * What the fields of one message say. Anybody can write a field of that name, so that one which
 * says spam makes it spam, and all together have to say ham: who forges them charges himself, or
 * nobody.
 *
 * <p>A filter's own field is the first or the last: mail servers insert what filters add at the top
 * or the end. Those are looked at, however many lie between.
 */
public final class ContentReading {

  /** More than any honest message has. */
  static final int MOST = 8;

  private final ContentFilter filter;
  private final Set<ContentStatus> said = EnumSet.noneOf(ContentStatus.class);
  private Optional<String> last = Optional.empty();
  private int fields;

  /** Begins with a message. */
  public ContentReading(ContentFilter filter) {
    this.filter = filter;
  }

  /** Takes the next field of the message, from the top. */
  public void see(HeaderField field) {
    if (!filter.wrote(field)) {
      return;
    }
    if (++fields <= MOST) {
      said.add(filter.says(ContentFilter.text(field)));
    } else {
      last = Optional.of(ContentFilter.text(field));
    }
  }

  /** What they say together; after the last field. */
  public ContentStatus status() {
    if (fields == 0) {
      return ContentStatus.NONE;
    }
    if (said.contains(ContentStatus.SPAM)
        || last.filter(text -> filter.says(text) == ContentStatus.SPAM).isPresent()) {
      return ContentStatus.SPAM;
    }
    return fields <= MOST && said.equals(EnumSet.of(ContentStatus.HAM))
        ? ContentStatus.HAM
        : ContentStatus.UNCLEAR;
  }
}
