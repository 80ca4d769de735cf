package org.gate64.app;

import static org.gate64.app.Columns.number;
import static org.gate64.reporting.PinText.time;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gate64.app.Portrait.Layer;
import org.gate64.net.PlainText;
import org.gate64.reporting.PinText;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Decay;
import org.gate64.reputation.Entry;
import org.gate64.reputation.Hourly;
import org.gate64.reputation.Score;
import org.gate64.reputation.Standing;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.gate64.reputation.Votes;
import org.gate64.reputation.Writer;

/** A portrait in words and tables, for people. */
final class PortraitText {

  private static final int LONGEST_SUBJECT = 320;
  private static final String INDENT = "  ";

  private final StringBuilder out = new StringBuilder();
  private final Decay decay;

  private PortraitText(Decay decay) {
    this.decay = decay;
  }

  static String render(Portrait portrait, Decay decay, Instant now) {
    PortraitText text = new PortraitText(decay);
    text.conclusion(portrait);
    portrait.standing().pin().ifPresent(set -> text.line(INDENT, PinText.of(set, now)));
    text.line("", "");
    text.chain(portrait.score());
    portrait.layers().forEach(text::layer);
    return text.out.toString();
  }

  /** A standing's basis in words. */
  static String basis(Standing standing) {
    return switch (standing.basis()) {
      case OWN -> "by its own record";
      case INHERITED -> "by what is around it";
      case PINNED -> "as it was set";
    };
  }

  /** As it may be shown. */
  static String subject(Subject subject) {
    return PlainText.visible(subject.toString(), LONGEST_SUBJECT);
  }

  private void conclusion(Portrait portrait) {
    Standing standing = portrait.standing();
    boolean concluded = standing.state() != Standing.State.UNKNOWN;
    line(
        "",
        subject(portrait.subject())
            + " is "
            + standing.state().keyword()
            + (concluded ? ", " + basis(standing) : ""));
    line(
        INDENT,
        "score "
            + number(portrait.score().value(), 3)
            + " (0 bad, 1 good), informed "
            + number(portrait.score().informed(), 2)
            + " of 1");
  }

  private void chain(Score score) {
    Columns chain = new Columns(">score", ">prior", ">good", ">bad", "memory", "of");
    for (Score.Level level : score.levels()) {
      chain.row(
          number(level.score(), 3),
          number(level.prior(), 2),
          number(level.good(), 2),
          number(level.bad(), 2),
          level.memory().name().toLowerCase(Locale.ROOT),
          level.subject().toString());
    }
    line("", "How the score came about, from 0.5 where nothing is known:");
    out.append(chain.render(INDENT));
  }

  private void layer(Layer layer) {
    line("", "");
    line("", subject(layer.subject()));
    if (layer.record().entries().isEmpty()) {
      line(INDENT, "nothing is remembered");
      return;
    }
    causes(layer.tally());
    line(INDENT, ofLate(layer.tally()));
    votes(layer.record().votes());
    int companions = layer.record().companions().seen().size();
    if (companions > 0) {
      line(INDENT, "unrelated domains seen in it: " + companions);
    }
    writers(layer);
  }

  private void causes(Tally tally) {
    if (tally.causes().isEmpty()) {
      return;
    }
    Columns causes = new Columns("counts", ">weight", "for");
    tally
        .causes()
        .forEach((cause, weight) -> causes.row(side(cause), number(weight, 3), cause.keyword()));
    out.append(causes.render(INDENT));
  }

  private String ofLate(Tally tally) {
    return "of late: good "
        + number(tally.shortGood(), 2)
        + ", bad "
        + number(tally.shortBad(), 2)
        + ", "
        + number(Hourly.of(tally.mails(), decay), 1)
        + " messages an hour, "
        + number(Hourly.of(tally.probations(), decay), 1)
        + " of them on probation";
  }

  private void votes(Votes votes) {
    if (votes.good().isAfter(Instant.EPOCH)) {
      line(INDENT, "told the networks around it that it is good: " + time(votes.good()));
    }
    if (votes.bad().isAfter(Instant.EPOCH)) {
      line(INDENT, "told the networks around it that it is bad: " + time(votes.bad()));
    }
  }

  private void writers(Layer layer) {
    Columns writers = new Columns("counted by", ">start", ">flush", "last at");
    for (Map.Entry<Writer, Entry> each : new TreeMap<>(layer.record().entries()).entrySet()) {
      Entry entry = each.getValue();
      writers.row(
          each.getKey().toString(),
          String.valueOf(entry.version().start()),
          String.valueOf(entry.version().flush()),
          time(entry.tally().at()));
    }
    out.append(writers.render(INDENT));
  }

  private static String side(Cause cause) {
    return cause.side().name().toLowerCase(Locale.ROOT);
  }

  private void line(String indent, String text) {
    out.append(indent).append(text).append('\n');
  }
}
