package org.gate64.evidence.dkim;

import java.util.ArrayList;
import java.util.List;

/**
 * A message whose signatures are known.
 *
 * @param signatures how each was made, from the top
 */
record SignedSample(List<Signature> signatures, String message) {

  /** How a signature was made. */
  record Signature(
      KeyCase key, SignatureCase form, Canonicalization header, Canonicalization body) {
    @Override
    public String toString() {
      return key + " " + form + " " + header + "/" + body;
    }
  }

  SignedSample {
    signatures = List.copyOf(signatures);
  }

  static SignedSample unsigned(String message) {
    return new SignedSample(List.of(), message);
  }

  /** With one signature more on top. */
  SignedSample with(Signature signature, String signedMessage) {
    List<Signature> more = new ArrayList<>(signatures);
    more.add(0, signature);
    return new SignedSample(more, signedMessage);
  }
}
