package org.gate64.evidence.dkim;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.gate64.dns.Payer;
import org.gate64.dns.SharedDns;
import org.gate64.net.HeaderField;

/**
 * Verifies DKIM signatures (RFC 6376, RFC 8301, RFC 8463) of messages whose body streams by. Safe
 * for use by many threads; each message gets a {@link DkimVerification} of its own.
 */
public final class DkimVerifier {

  private static final String FIELD_NAME = "DKIM-Signature";

  private final SharedDns dns;
  private final int maxSignatures;
  private final SignatureReader reader;
  private final SignatureCheck check;
  private final Executor cpu;

  /**
   * A verifier.
   *
   * @param clock for {@code t=} and {@code x=}
   * @param cpu where the public-key arithmetic runs
   */
  public DkimVerifier(SharedDns dns, DkimSettings settings, InstantSource clock, Executor cpu) {
    this.dns = dns;
    this.maxSignatures = settings.maxSignatures();
    this.reader = new SignatureReader(settings.clockSkew(), clock);
    this.check = new SignatureCheck(settings, new KeyReader());
    this.cpu = cpu;
  }

  /**
   * Begins with a message once its header is complete: asks DNS for the keys.
   *
   * @param header all its fields, from the top; the signatures beyond {@link
   *     DkimSettings#maxSignatures} are as if they were not there
   * @param payer on whose account that is
   */
  public DkimVerification start(List<HeaderField> header, Payer payer) {
    return start(header, payer, reading -> reading);
  }

  /**
   * Begins with a message of whose header a part is missing, so that no signature can be verified.
   *
   * @param payer as with {@link #start}, though there is nothing to look up
   * @param why for people, without text from outside
   */
  public DkimVerification startIncomplete(List<HeaderField> header, Payer payer, String why) {
    return start(header, payer, reading -> reading.unverifiable(why));
  }

  private DkimVerification start(
      List<HeaderField> header, Payer payer, UnaryOperator<Reading> judged) {
    List<HeaderField> fields = List.copyOf(header);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < fields.size() && readings.size() < maxSignatures; i++) {
      if (fields.get(i).is(FIELD_NAME)) {
        readings.add(judged.apply(reader.read(fields.get(i), i)));
      }
    }
    return new DkimVerification(
        readings, readings.isEmpty() ? List.of() : fields, dns.paidBy(payer), check, cpu);
  }
}
