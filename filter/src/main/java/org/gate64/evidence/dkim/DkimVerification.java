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

  private final List<Slot> slots = new ArrayList<>();
  private final BodyHashing body;
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
    this.body = new BodyHashing(verifiable(readings));
    Map<DomainName, CompletableFuture<DnsAnswer>> lookups = new HashMap<>();
    SignedHeader header = new SignedHeader(fields);
    for (Reading reading : readings) {
      if (reading instanceof Reading.Verifiable verifiable) {
        DkimSignature signature = verifiable.signature();
        CompletableFuture<DnsAnswer> answer =
            lookups.computeIfAbsent(
                signature.keyName(), name -> dns.lookup(new DnsQuestion(name, RecordType.TXT)));
        slots.add(new Slot(unfinished(signature), result(signature, header, answer)));
      } else if (reading instanceof Reading.Settled settled) {
        DkimResult result = settled.result();
        slots.add(new Slot(result, CompletableFuture.completedFuture(result)));
      }
    }
  }

  private static List<DkimSignature> verifiable(List<Reading> readings) {
    return readings.stream()
        .filter(Reading.Verifiable.class::isInstance)
        .map(reading -> ((Reading.Verifiable) reading).signature())
        .toList();
  }

  /** Takes the next piece of the body, as it came over the wire; cut anywhere. */
  public void body(byte[] bytes, int offset, int length) {
    body.update(bytes, offset, offset + length);
  }

  /** Takes the next piece of the body, all that remains in the buffer. */
  public void body(ByteBuffer piece) {
    body.update(piece);
  }

  /**
   * Says that the body is complete. To be called once.
   *
   * @return never fails; completes when all keys are in and checked, with one result for each
   *     signature that was looked at, from the top. A signature whose body hash does not match
   *     fails without waiting for its key: nothing that DNS says could mend it
   */
  public CompletableFuture<List<DkimResult>> finish() {
    body.finish();
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

  /** The result of one signature, once the body has been hashed and, if need be, its key is in. */
  private CompletableFuture<DkimResult> result(
      DkimSignature signature, SignedHeader header, CompletableFuture<DnsAnswer> answer) {
    return body.hashes(signature.bodyForm())
        .thenCompose(
            hashes ->
                check
                    .bodyResult(signature, hashes)
                    .map(CompletableFuture::completedFuture)
                    .orElseGet(
                        () ->
                            answer.thenApplyAsync(
                                key -> check.check(signature, header, key, hashes.length()), cpu)))
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

  /**
   * The place of one signature's result.
   *
   * @param meanwhile what holds as long as there is none
   */
  private record Slot(DkimResult meanwhile, CompletableFuture<DkimResult> result) {}
}
