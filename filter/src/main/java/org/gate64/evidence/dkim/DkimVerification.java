package org.gate64.evidence.dkim;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.RecordType;
import org.gate64.evidence.dkim.DkimSignature.BodyPart;
import org.gate64.net.DomainName;
import org.gate64.net.HeaderField;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verification of one message's signatures. The body goes by piece by piece and is not kept.
 *
 * <p>{@code body} and {@link #finish} are called by one thread at a time, in the order of the
 * message; {@link #resultsByNow} by any thread at any time.
 */
public final class DkimVerification {

  private static final Logger LOG = LoggerFactory.getLogger(DkimVerification.class);
  private static final int COPIED_AT_ONCE = 8192;

  private final Map<BodyPart, Body> bodies = new HashMap<>();
  private final List<Slot> slots = new ArrayList<>();
  private final SignatureCheck check;
  private final Executor cpu;

  DkimVerification(
      List<Reading> readings,
      List<HeaderField> fields,
      Dns dns,
      SignatureCheck check,
      Executor cpu) {
    this.check = check;
    this.cpu = cpu;
    Map<DomainName, CompletableFuture<DnsAnswer>> lookups = new HashMap<>();
    SignedHeader header = new SignedHeader(fields);
    for (Reading reading : readings) {
      if (reading instanceof Reading.Verifiable verifiable) {
        DkimSignature signature = verifiable.signature();
        CompletableFuture<DnsAnswer> answer =
            lookups.computeIfAbsent(
                signature.keyName(), name -> dns.lookup(new DnsQuestion(name, RecordType.TXT)));
        Body body = bodies.computeIfAbsent(signature.bodyPart(), Body::of);
        slots.add(new Slot(unfinished(signature), result(signature, header, body.hash(), answer)));
      } else if (reading instanceof Reading.Settled settled) {
        DkimResult result = settled.result();
        slots.add(new Slot(result, CompletableFuture.completedFuture(result)));
      }
    }
  }

  /** Takes the next piece of the body, as it came over the wire; cut anywhere. */
  public void body(byte[] bytes, int offset, int length) {
    for (Body body : bodies.values()) {
      body.canonicalizer().update(bytes, offset, offset + length);
    }
  }

  /** Takes the next piece of the body, all that remains in the buffer. */
  public void body(ByteBuffer piece) {
    if (bodies.isEmpty()) {
      piece.position(piece.limit());
    } else if (piece.hasArray()) {
      body(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
      piece.position(piece.limit());
    } else {
      byte[] copy = new byte[Math.min(piece.remaining(), COPIED_AT_ONCE)];
      while (piece.hasRemaining()) {
        int length = Math.min(piece.remaining(), copy.length);
        piece.get(copy, 0, length);
        body(copy, 0, length);
      }
    }
  }

  /**
   * Says that the body is complete. To be called once.
   *
   * @return never fails; completes when all keys are in and checked, with one result for each
   *     signature that was looked at, from the top. A signature whose body hash does not match
   *     fails without waiting for its key: nothing that DNS says could mend it
   */
  public CompletableFuture<List<DkimResult>> finish() {
    for (Body body : bodies.values()) {
      body.hash().complete(body.canonicalizer().finish());
    }
    return CompletableFuture.allOf(
            slots.stream().map(Slot::result).toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> resultsByNow());
  }

  /**
   * What is known by now, for a caller that can wait no longer: signatures that are still to be
   * checked are {@link DkimStatus#TEMPERROR}.
   */
  public List<DkimResult> resultsByNow() {
    return slots.stream().map(slot -> slot.result().getNow(slot.meanwhile())).toList();
  }

  private CompletableFuture<DkimResult> result(
      DkimSignature signature,
      SignedHeader header,
      CompletableFuture<BodyHash> bodyHash,
      CompletableFuture<DnsAnswer> answer) {
    return bodyHash
        .thenCompose(
            body ->
                check
                    .bodyResult(signature, body)
                    .map(CompletableFuture::completedFuture)
                    .orElseGet(
                        () ->
                            answer.thenApplyAsync(
                                key -> check.check(signature, header, key, body.length()), cpu)))
        .exceptionally(failure -> unchecked(signature, failure));
  }

  private static DkimResult unchecked(DkimSignature signature, Throwable failure) {
    if (!(failure.getCause() instanceof RejectedExecutionException)) {
      LOG.error("a DKIM signature could not be checked", failure);
    }
    return signature.label().result(DkimStatus.TEMPERROR, "the signature could not be checked");
  }

  private static DkimResult unfinished(DkimSignature signature) {
    return signature.label().result(DkimStatus.TEMPERROR, "the key did not arrive in time");
  }

  /** One way of hashing the body, which signatures may share. */
  private record Body(BodyCanonicalizer canonicalizer, CompletableFuture<BodyHash> hash) {
    static Body of(BodyPart part) {
      return new Body(part.form().body(new BodyDigest(part.length())), new CompletableFuture<>());
    }
  }

  /**
   * The place of one signature's result.
   *
   * @param meanwhile what holds as long as there is none
   */
  private record Slot(DkimResult meanwhile, CompletableFuture<DkimResult> result) {}
}
