package org.gate64.evidence.dkim;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Hashes the body of one message as it goes by: once for each canonicalization that is asked for,
 * however many signatures there are and whatever their lengths.
 */
final class BodyHashing {

  private static final int COPIED_AT_ONCE = 8192;

  private final Map<Canonicalization, Body> bodies = new EnumMap<>(Canonicalization.class);

  /** For all these signatures. */
  BodyHashing(List<DkimSignature> signatures) {
    Map<Canonicalization, Set<Long>> lengths = new EnumMap<>(Canonicalization.class);
    for (DkimSignature signature : signatures) {
      lengths
          .computeIfAbsent(signature.bodyForm(), form -> new TreeSet<>())
          .add(signature.signedLength());
    }
    lengths.forEach(
        (form, signed) ->
            bodies.put(
                form, new Body(form.body(new BodyDigest(signed)), new CompletableFuture<>())));
  }

  /** Takes the next piece of the body. */
  void update(byte[] bytes, int start, int end) {
    for (Body body : bodies.values()) {
      body.canonicalizer().update(bytes, start, end);
    }
  }

  /** Takes the next piece of the body, all that remains in the buffer. */
  void update(ByteBuffer piece) {
    if (bodies.isEmpty()) {
      piece.position(piece.limit());
    } else if (piece.hasArray()) {
      int start = piece.arrayOffset() + piece.position();
      update(piece.array(), start, start + piece.remaining());
      piece.position(piece.limit());
    } else {
      byte[] copy = new byte[Math.min(piece.remaining(), COPIED_AT_ONCE)];
      while (piece.hasRemaining()) {
        int length = Math.min(piece.remaining(), copy.length);
        piece.get(copy, 0, length);
        update(copy, 0, length);
      }
    }
  }

  /** Says that the body is complete. To be called once. */
  void finish() {
    for (Body body : bodies.values()) {
      body.hashes().complete(body.canonicalizer().finish());
    }
  }

  /**
   * The hashes of the body in one form, once it is complete.
   *
   * @param form that of one of the signatures
   */
  CompletableFuture<BodyHashes> hashes(Canonicalization form) {
    return Objects.requireNonNull(bodies.get(form), "no signature is of this form").hashes();
  }

  /** The body in one form. */
  private record Body(BodyCanonicalizer canonicalizer, CompletableFuture<BodyHashes> hashes) {}
}
