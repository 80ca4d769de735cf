package org.gate64.reporting;

import java.util.function.Consumer;

/** Writes each decision down as one line of printable ASCII. */
public final class DecisionLog {

  private final LogFormat format;
  private final Consumer<String> sink;

  /**
   * @param sink takes a line without its end; called by whatever thread records a decision
   */
  public DecisionLog(LogFormat format, Consumer<String> sink) {
    this.format = format;
    this.sink = sink;
  }

  public void record(Decision decision) {
    sink.accept(
        switch (format) {
          case TEXT -> text(decision);
          case JSON -> json(decision);
        });
  }

  /**
   * The action, then {@code key=value} parted by single spaces. Text from outside holds no space,
   * so that no key can be forged; it is quoted where it is not plain.
   */
  static String text(Decision decision) {
    return TextLine.of(decision);
  }

  /** One JSON object, described in {@link JsonLine}. */
  static String json(Decision decision) {
    return JsonLine.of(decision);
  }
}
