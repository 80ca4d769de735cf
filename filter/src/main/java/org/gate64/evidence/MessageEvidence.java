package org.gate64.evidence;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.author.AuthorParser;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.dkim.DkimVerification;
import org.gate64.evidence.dkim.DkimVerifier;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfInquiry;
import org.gate64.net.HeaderField;
import org.jspecify.annotations.Nullable;

/**
 * The evidence on one message, in the making. Called by one thread, in the order of the message;
 * the body goes by and is not kept.
 */
public final class MessageEvidence {

  private static final String LATE = "no answer came in time";

  private final ClientEvidence client;
  private final SpfInquiry spf;
  private final Optional<SpfInquiry> helo;
  private final DkimVerifier verifier;
  private final Deadlines deadlines;
  private final List<HeaderField> header = new ArrayList<>();
  private @Nullable DkimVerification dkim;
  private boolean finishing;

  /**
   * @param spf what counts of SPF
   * @param helo the check of the HELO name, where it is another one
   */
  MessageEvidence(
      ClientEvidence client,
      SpfInquiry spf,
      Optional<SpfInquiry> helo,
      DkimVerifier verifier,
      Deadlines deadlines) {
    this.client = client;
    this.spf = spf;
    this.helo = helo;
    this.verifier = verifier;
    this.deadlines = deadlines;
  }

  public void header(HeaderField field) {
    header.add(field);
  }

  /** A piece of the body; the header is complete by then. */
  public void body(ByteBuffer chunk) {
    verification().body(chunk);
  }

  /**
   * The message is complete.
   *
   * @return never fails; completed before long, on any thread
   */
  public CompletableFuture<Gathered> finish() {
    finishing = true;
    DkimVerification verification = verification();
    Author author = AuthorParser.parse(header);
    CompletableFuture<List<DkimResult>> signatures = verification.finish();
    CompletableFuture<Gathered> gathered =
        CompletableFuture.allOf(
                client.fcrdns(),
                spf.result(),
                helo.map(SpfInquiry::result).orElseGet(spf::result),
                signatures)
            .thenApply(done -> byNow(verification, author));
    deadlines.watch(gathered, () -> byNow(verification, author));
    return gathered;
  }

  /**
   * The message will not come to its end; what is under way for it alone is given up, unless it is
   * complete and somebody waits for its evidence.
   */
  public void abandon() {
    if (!finishing) {
      spf.giveUp();
      helo.ifPresent(SpfInquiry::giveUp);
    }
  }

  private DkimVerification verification() {
    DkimVerification current = dkim;
    if (current == null) {
      current = verifier.start(header);
      dkim = current;
    }
    return current;
  }

  private Gathered byNow(DkimVerification verification, Author author) {
    return new Gathered.Complete(
        new Evidence(
            client.fcrdns().getNow(new FcrdnsResult.Unavailable(LATE)),
            spf.resultByNow(),
            helo.map(SpfInquiry::resultByNow),
            verification.resultsByNow(),
            author));
  }
}
