package org.gate64.app;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.gate64.admin.Page;
import org.gate64.admin.Page.Access;
import org.gate64.admin.Page.Load;
import org.gate64.admin.Page.Pace;
import org.gate64.admin.Parameters;
import org.gate64.admin.RefusedException;
import org.gate64.admin.Request;
import org.gate64.admin.Response;
import org.gate64.reputation.Pins;
import org.gate64.reputation.ReputationArchive;
import org.gate64.reputation.ReputationStore;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Standing.State;
import org.gate64.reputation.Subject;
import org.gate64.reputation.TrackRecord;

/** What is remembered, shown to the operators of this host, and changed by them. */
final class ReputationPages {

  private static final int USUAL_LINES = 50;
  private static final int MOST_LINES = 10_000;
  private static final String ANY = "any";

  private final ReputationStore store;
  private final ReputationArchive archive;
  private final Scoring scoring;
  private final SubjectReader subjects;
  private final SnapshotForm form;
  private final InstantSource clock;
  private final AdminWork work;
  private final Semaphore exporting = new Semaphore(1);

  /**
   * @param work does all of it
   */
  ReputationPages(
      ReputationStore store,
      ReputationArchive archive,
      Scoring scoring,
      SnapshotForm form,
      InstantSource clock,
      AdminWork work) {
    this.store = store;
    this.archive = archive;
    this.scoring = scoring;
    this.subjects = new SubjectReader(scoring.ancestry());
    this.form = form;
    this.clock = clock;
    this.work = work;
  }

  /** All of them. */
  List<Page> pages() {
    List<Page> pages = new ArrayList<>();
    pages.add(
        new Page(
            "/reputation/show",
            "what is remembered of ?subject=",
            Access.LOCAL,
            Load.SMALL,
            work.handler(this::show)));
    pages.add(
        new Page(
            "/reputation/list",
            "whom most is remembered of: ?standing=bad|good|unknown|any&limit=",
            Access.LOCAL,
            new Load(0, Pace.LONG),
            work.handler(this::list)));
    pages.add(
        new Page(
            "/reputation/export",
            "all that is remembered",
            Access.LOCAL,
            new Load(0, Pace.LONG),
            work.handler(this::export)));
    pages.addAll(new ReputationChanges(archive, subjects, form, clock, work).pages());
    return pages;
  }

  private Response show(Request request) throws IOException {
    Parameters query = request.query();
    Format format = Format.of(query);
    SubjectReader.Asked asked =
        subjects.read(
            query
                .value("subject")
                .orElseThrow(
                    () ->
                        RefusedException.of(
                            400, "Say of whom: ?subject=ADDRESS, PREFIX or DOMAIN.")));
    Instant now = clock.instant();
    Set<Subject> lineage = new HashSet<>(scoring.lineage(asked.subject()));
    asked.address().ifPresent(address -> lineage.addAll(scoring.lineage(address)));
    Map<Subject, TrackRecord> known = store.read(lineage).join();
    Pins pins = archive.pins();
    List<Portrait> portraits = new ArrayList<>();
    portraits.add(Portrait.of(asked.subject(), scoring, known, pins, now));
    asked
        .address()
        .filter(known::containsKey)
        .ifPresent(address -> portraits.add(Portrait.of(address, scoring, known, pins, now)));
    return switch (format) {
      case TEXT ->
          Response.plain(
              200,
              portraits.stream()
                  .map(portrait -> PortraitText.render(portrait, scoring.decay(), now))
                  .collect(Collectors.joining("\n")));
      case JSON -> PortraitJson.render(portraits, scoring.decay(), now);
    };
  }

  private Response list(Request request) throws IOException {
    Format format = Format.of(request.query());
    Roll.Wanted wanted = new Roll.Wanted(standing(request.query()), limit(request.query()));
    Instant now = clock.instant();
    Roll.Result result = Roll.call(archive, store, scoring, wanted, now);
    return switch (format) {
      case TEXT -> Response.plain(200, RollText.render(result));
      case JSON -> RollText.json(result, now);
    };
  }

  /** One at a time: each holds a thread for as long as its reader takes. */
  private Response export(Request request) throws RefusedException {
    if (exporting.availablePermits() == 0) {
      throw RefusedException.of(503, "Another export is going on; ask again.");
    }
    return new Response.Stream(200, "application/octet-stream", this::export, work);
  }

  private void export(OutputStream out) throws IOException {
    if (!exporting.tryAcquire()) {
      throw new IOException("another export is going on");
    }
    try {
      form.write(archive, out);
    } finally {
      exporting.release();
    }
  }

  private static Optional<State> standing(Parameters query) throws RefusedException {
    String word = query.value("standing").orElse(ANY);
    Optional<State> state =
        Arrays.stream(State.values()).filter(each -> each.keyword().equals(word)).findFirst();
    if (state.isEmpty() && !word.equals(ANY)) {
      throw RefusedException.of(400, "A standing is bad, good, unknown or any.");
    }
    return state;
  }

  private static int limit(Parameters query) throws RefusedException {
    String text = query.value("limit").orElse(String.valueOf(USUAL_LINES));
    int limit = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST_LINES) {
      throw RefusedException.of(400, "A limit is a number from 1 to " + MOST_LINES + ".");
    }
    return limit;
  }
}
