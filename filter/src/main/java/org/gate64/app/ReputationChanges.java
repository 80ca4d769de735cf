package org.gate64.app;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.gate64.admin.Page;
import org.gate64.admin.Page.Access;
import org.gate64.admin.Page.Load;
import org.gate64.admin.Page.Pace;
import org.gate64.admin.Parameters;
import org.gate64.admin.RefusedException;
import org.gate64.admin.Request;
import org.gate64.admin.Response;
import org.gate64.net.PlainText;
import org.gate64.reporting.PinText;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Pins;
import org.gate64.reputation.Pins.Pinned;
import org.gate64.reputation.ReputationArchive;
import org.gate64.reputation.Standing.State;
import org.gate64.reputation.Subject;
import org.gate64.reputation.snapshot.PinFile;
import org.gate64.reputation.snapshot.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators do to what is remembered. Each change is logged. */
final class ReputationChanges {

  private static final Logger LOG = LoggerFactory.getLogger(ReputationChanges.class);
  private static final long LARGEST_IMPORT = 1L << 30;
  private static final int LONGEST_REASON = 200;

  private final ReputationArchive archive;
  private final SubjectReader subjects;
  private final SnapshotForm form;
  private final InstantSource clock;
  private final AdminWork work;
  private final Semaphore importing = new Semaphore(1);

  ReputationChanges(
      ReputationArchive archive,
      SubjectReader subjects,
      SnapshotForm form,
      InstantSource clock,
      AdminWork work) {
    this.archive = archive;
    this.subjects = subjects;
    this.form = form;
    this.clock = clock;
    this.work = work;
  }

  List<Page> pages() {
    return List.of(
        page(
            "set",
            "sets subject= good, bad or none (standing=), with reason= and until=",
            Load.FORM,
            this::set),
        page("forget", "forgets what is remembered of subject=", Load.FORM, this::forget),
        page(
            "import",
            "joins an export with what is remembered",
            new Load(LARGEST_IMPORT, Pace.LONG),
            this::restore));
  }

  private Page page(String name, String about, Load load, AdminWork.Task task) {
    return new Page("/reputation/" + name, about, Access.CHANGE, load, work.handler(task));
  }

  private Response set(Request request) throws IOException {
    Parameters fields = Parameters.ofForm(request.body());
    Subject subject = subject(fields);
    if (subject instanceof Subject.OfPair) {
      throw RefusedException.of(400, "A pair cannot be set; set the domain or the network.");
    }
    return switch (fields.value("standing").orElse("")) {
      case "good" -> pin(subject, pin(State.GOOD, fields));
      case "bad" -> pin(subject, pin(State.BAD, fields));
      case "none" -> unpin(subject);
      default ->
          throw RefusedException.of(400, "A standing to set is good, bad, or none to lift it.");
    };
  }

  private Response pin(Subject subject, Pin pin) throws IOException {
    AdminWork.await(archive.pin(subject, pin));
    String end = pin.until().map(until -> " until " + PinText.time(until)).orElse("");
    String done = PortraitText.subject(subject) + " is set " + pin.state().keyword() + end;
    LOG.info("{}: {}", done, PlainText.visible(pin.reason(), LONGEST_REASON));
    return Response.plain(200, done + ".\n");
  }

  private Response unpin(Subject subject) throws IOException {
    Map<Subject, Pin> others = new HashMap<>(archive.pins().all());
    boolean wasSet = others.remove(subject) != null;
    AdminWork.await(archive.unpin(subject));
    String counts =
        new Pins(others)
            .of(subject, clock.instant())
            .map(ReputationChanges::around)
            .orElse("what is remembered counts" + (wasSet ? " again" : ""));
    String done =
        PortraitText.subject(subject)
            + (wasSet ? " is not set any more; " : " was not set itself; ")
            + counts;
    LOG.info("{}", done);
    return Response.plain(200, done + ".\n");
  }

  private static String around(Pinned wider) {
    return PortraitText.subject(wider.of()) + " around it is set " + wider.pin().state().keyword();
  }

  private Response forget(Request request) throws IOException {
    Subject subject = subject(Parameters.ofForm(request.body()));
    AdminWork.await(archive.forget(subject));
    String done = PortraitText.subject(subject) + " is forgotten";
    LOG.info("{}", done);
    String still =
        Optional.ofNullable(archive.pins().all().get(subject))
            .filter(pin -> pin.holds(clock.instant()))
            .map(
                pin ->
                    "It is still set " + pin.state().keyword() + "; \"set\" with none lifts it.\n")
            .orElse("");
    return Response.plain(200, done + ".\n" + still);
  }

  private Response restore(Request request) throws IOException {
    if (!importing.tryAcquire()) {
      throw RefusedException.of(503, "Another import is going on; ask again.");
    }
    try {
      Reading.Whole whole = form.read(request.body(), archive);
      LOG.info("Imported {} records, passed over {}", whole.records(), whole.skipped());
      String skipped =
          whole.skipped() == 0
              ? ""
              : whole.skipped() + " were passed over, for this gate64 does not understand them.\n";
      return Response.plain(
          200, whole.records() + " records were joined with what is remembered.\n" + skipped);
    } catch (RefusedException refused) {
      throw refused;
    } catch (IOException unreadable) {
      throw RefusedException.of(
          400, "The import could not be read: " + PlainText.visible(Reasons.of(unreadable), 200));
    } finally {
      importing.release();
    }
  }

  private Pin pin(State state, Parameters fields) throws RefusedException {
    String reason = fields.value("reason").orElse("").strip();
    if (reason.isEmpty()) {
      throw RefusedException.of(
          400,
          "A reason is needed, for whoever wonders later; for example: --reason \"sold to a"
              + " spammer\".");
    }
    if (reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
      throw RefusedException.of(
          400, "A reason is one line of up to " + LONGEST_REASON + " characters.");
    }
    Instant now = clock.instant();
    Optional<String> text = fields.value("until").filter(until -> !until.isBlank());
    Optional<Instant> until = Optional.empty();
    if (text.isPresent()) {
      until = Optional.of(end(text.get().strip()));
    }
    Optional<Instant> past = until.filter(end -> !end.isAfter(now));
    if (past.isPresent()) {
      throw RefusedException.of(
          400,
          "That end is past: " + PinText.time(past.get()) + "; it is " + PinText.time(now) + ".");
    }
    if (until.filter(end -> end.isAfter(PinFile.LATEST_END)).isPresent()) {
      throw RefusedException.of(400, "An end is before the year 10000; without one it never ends.");
    }
    return new Pin(state, reason, now, until);
  }

  /** A day (UTC) is over at its end. */
  private static Instant end(String text) throws RefusedException {
    try {
      return text.indexOf('T') > 0
          ? Instant.parse(text)
          : LocalDate.parse(text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    } catch (DateTimeException noDate) {
      throw RefusedException.of(
          400, "An end is a day, 2027-03-31, or a time, 2027-03-31T12:00:00Z.");
    }
  }

  private Subject subject(Parameters fields) throws RefusedException {
    return subjects
        .read(
            fields
                .value("subject")
                .orElseThrow(() -> RefusedException.of(400, "Say of whom: subject=.")))
        .subject();
  }
}
