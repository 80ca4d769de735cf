package org.gate64.evidence;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.gate64.dns.Payer;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.author.AuthorParser;
import org.gate64.evidence.content.ContentReading;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.dkim.DkimVerification;
import org.gate64.evidence.dkim.DkimVerifier;
import org.gate64.evidence.dmarc.DmarcCheck;
import org.gate64.evidence.dmarc.DmarcInquiry;
import org.gate64.evidence.dmarc.DmarcResult;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfInquiry;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.net.HeaderField;

/**
 * The evidence on one message, in the making. Called by one thread, in the order of the message;
 * the body goes by and is not kept.
 */
public final class MessageEvidence {

  private static final String LATE = "no answer came in time";

  private final Payer payer;
  private final ClientEvidence client;
  private final SpfInquiry spf;
  private final Optional<HeloInquiry> helo;
  private final DkimVerifier dkim;
  private final DmarcCheck dmarc;
  private final Optional<ContentReading> contentFilter;
  private final Deadlines deadlines;
  private final List<HeaderField> header = new ArrayList<>();
  private Optional<Content> content = Optional.empty();
  private Optional<String> incomplete = Optional.empty();
  private boolean finishing;

  /** What began when the header was complete. */
  private record Content(Author author, DmarcInquiry dmarc, DkimVerification dkim) {}

  /**
   * @param payer on whose account all lookups for the message go
   * @param spf what counts of SPF
   * @param helo the check of the HELO name, where it is another one and only reported
   * @param contentFilter what a content filter wrote, where there is one
   */
  MessageEvidence(
      Payer payer,
      ClientEvidence client,
      SpfInquiry spf,
      Optional<HeloInquiry> helo,
      DkimVerifier dkim,
      DmarcCheck dmarc,
      Optional<ContentReading> contentFilter,
      Deadlines deadlines) {
    this.payer = payer;
    this.client = client;
    this.spf = spf;
    this.helo = helo;
    this.dkim = dkim;
    this.dmarc = dmarc;
    this.contentFilter = contentFilter;
    this.deadlines = deadlines;
  }

  /** Any field of the header, also of one that is too large to be handed over; keeps none. */
  public void glance(HeaderField field) {
    contentFilter.ifPresent(reading -> reading.see(field));
  }

  public void header(HeaderField field) {
    header.add(field);
  }

  /**
   * Part of the header was not handed over, so that neither its author nor its signatures can be
   * judged. To be said before the body.
   *
   * @param why for people, without text from outside
   */
  public void headerIncomplete(String why) {
    incomplete = Optional.of(why);
  }

  /** A piece of the body; the header is complete by then. */
  public void body(ByteBuffer chunk) {
    content().dkim().body(chunk);
  }

  /**
   * The message is complete.
   *
   * @return never fails; completed before long, on any thread
   */
  public CompletableFuture<Gathered> finish() {
    finishing = true;
    Content complete = content();
    CompletableFuture<List<DkimResult>> signatures = complete.dkim().finish();
    CompletableFuture<DmarcResult> dmarc =
        spf.result()
            .thenCompose(
                sender ->
                    signatures.thenCompose(signers -> complete.dmarc().evaluate(sender, signers)));
    CompletableFuture<Gathered> gathered =
        CompletableFuture.allOf(
                client.fcrdns(), helo.map(HeloInquiry::reported).orElseGet(spf::result), dmarc)
            .thenApply(
                done ->
                    gathered(
                        complete, spf.resultByNow(), complete.dkim().resultsByNow(), dmarc.join()));
    deadlines.watch(gathered, () -> byNow(complete));
    CompletableFuture<Gathered> unused =
        gathered.whenComplete((result, never) -> complete.dmarc().giveUp());
    return gathered;
  }

  /**
   * The message will not come to its end; what is under way for it alone is given up, unless it is
   * complete and somebody waits for its evidence.
   */
  public void abandon() {
    if (!finishing) {
      spf.giveUp();
      helo.ifPresent(reported -> reported.inquiry().giveUp());
      content.ifPresent(begun -> begun.dmarc().giveUp());
    }
  }

  private Content content() {
    Content begun =
        content.orElseGet(
            () -> {
              Author author =
                  incomplete
                      .<Author>map(Author.Malformed::new)
                      .orElseGet(() -> AuthorParser.parse(header));
              return new Content(author, dmarc.check(author, payer), signatures());
            });
    content = Optional.of(begun);
    return begun;
  }

  private DkimVerification signatures() {
    return incomplete
        .map(why -> dkim.startIncomplete(header, payer, why))
        .orElseGet(() -> dkim.start(header, payer));
  }

  /** What is missing may arrive while it is read, so that each piece is read once. */
  private Gathered byNow(Content message) {
    SpfResult sender = spf.resultByNow();
    List<DkimResult> signers = message.dkim().resultsByNow();
    return gathered(message, sender, signers, message.dmarc().resultByNow(sender, signers));
  }

  private Gathered gathered(
      Content message, SpfResult sender, List<DkimResult> signers, DmarcResult dmarcResult) {
    return new Gathered.Complete(
        new Evidence(
            client.fcrdns().getNow(new FcrdnsResult.Unavailable(LATE)),
            sender,
            helo.map(reported -> reported.inquiry().resultByNow()),
            signers,
            message.author(),
            dmarcResult,
            contentFilter.map(ContentReading::status)));
  }
}
