package org.gate64.app;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gate64.admin.Page;
import org.gate64.admin.Page.Access;
import org.gate64.admin.Page.Load;
import org.gate64.admin.Parameters;
import org.gate64.admin.RefusedException;
import org.gate64.admin.Request;
import org.gate64.admin.Response;
import org.gate64.feedback.Feedback;
import org.gate64.feedback.FeedbackFigures;
import org.gate64.feedback.Outcome;
import org.gate64.feedback.Reporter;
import org.gate64.feedback.Ticket;
import org.gate64.feedback.TicketReading;
import org.gate64.feedback.Word;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where recipients' words are taken in. Each that counts is logged. */
final class FeedbackPage {

  private static final Logger LOG = LoggerFactory.getLogger(FeedbackPage.class);

  private final Feedback feedback;
  private final FeedbackFigures figures;
  private final AdminWork work;

  FeedbackPage(Feedback feedback, FeedbackFigures figures, AdminWork work) {
    this.feedback = feedback;
    this.figures = figures;
    this.work = work;
  }

  Page page() {
    return new Page(
        "/feedback",
        "has word=spam or ham count by ticket=, said by reporter=",
        Access.TELL,
        Load.FORM,
        work.handler(this::say));
  }

  private Response say(Request request) throws IOException {
    Parameters form = Parameters.ofForm(request.body());
    Word word =
        form.value("word")
            .flatMap(Word::byKeyword)
            .orElseThrow(() -> RefusedException.of(400, "A word is spam or ham: word=."));
    String ticket =
        form.value("ticket")
            .orElseThrow(() -> RefusedException.of(400, "Say of which message: ticket=."));
    Reporter reporter = new Reporter(form.value("reporter").orElse(""));
    Outcome outcome = AdminWork.await(feedback.say(ticket, word, reporter));
    figures.count(outcome);
    if (outcome instanceof Outcome.Refused not) {
      throw refused(not.why());
    }
    return Response.plain(200, told(outcome) + ".\n");
  }

  private static String told(Outcome outcome) {
    if (outcome instanceof Outcome.Counted counted) {
      return logged(counted.ticket(), counted(counted));
    }
    if (outcome instanceof Outcome.Capped capped) {
      return logged(capped.ticket(), capped(capped));
    }
    if (outcome instanceof Outcome.Weightless weightless) {
      return weightless(weightless) + of(weightless.ticket().verdict());
    }
    Outcome.Repeated repeated = (Outcome.Repeated) outcome;
    return repeated.word().keyword()
        + " was said of this message before, and counts once"
        + of(repeated.ticket().verdict());
  }

  private static String counted(Outcome.Counted counted) {
    String whom =
        counted.subjects().stream().map(PortraitText::subject).collect(Collectors.joining(", "));
    return counted.word().keyword() + " counts for " + whom + takenBack(counted.takenBack());
  }

  private static String capped(Outcome.Capped capped) {
    return capped.word().keyword()
        + " adds nothing: its reporter said so of this sender often enough for now"
        + takenBack(capped.takenBack());
  }

  private static String logged(Ticket ticket, String done) {
    LOG.info("Feedback on {}: {}", ticket.verdict(), done);
    return done + of(ticket.verdict());
  }

  private static String weightless(Outcome.Weightless outcome) {
    return outcome.word().keyword()
        + " adds nothing: reputation.weights."
        + outcome.word().cause().keyword()
        + " is 0"
        + takenBack(outcome.takenBack());
  }

  private static String takenBack(Optional<Word> word) {
    return word.map(before -> "; " + before.keyword() + ", which was said before, is taken back")
        .orElse("");
  }

  private static String of(String verdict) {
    return " (verdict " + verdict + ")";
  }

  private static RefusedException refused(TicketReading.Bad bad) {
    return switch (bad) {
      case MALFORMED ->
          RefusedException.of(400, "The ticket in the verdict is damaged; nothing was counted.");
      case FORGED ->
          RefusedException.of(
              400, "The ticket in the verdict is not from this gate64; nothing was counted.");
      case AHEAD ->
          RefusedException.of(
              400,
              "The message was judged later than it is by this node's clock; nothing was"
                  + " counted.");
      case TOO_OLD ->
          RefusedException.of(
              410,
              "The message was judged too long ago (reputation.feedback.within); nothing was"
                  + " counted.");
    };
  }
}
