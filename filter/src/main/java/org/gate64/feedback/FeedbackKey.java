package org.gate64.feedback;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What tickets are signed with: 256 bits for HMAC-SHA-256 (RFC 2104). */
public final class FeedbackKey implements Comparable<FeedbackKey> {

  /** The octets of a key. */
  public static final int LENGTH = 32;

  /** The octets of a signature: HMAC-SHA-256, cut to half (RFC 2104, section 5). */
  static final int SIGNATURE = 16;

  /** The octets of an id. */
  static final int ID = 4;

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] NAMING = "gate64 key id".getBytes(StandardCharsets.US_ASCII);
  private static final Comparator<FeedbackKey> ORDER =
      Comparator.<FeedbackKey, Instant>comparing(key -> key.made)
          .thenComparing(key -> key.secret, Arrays::compareUnsigned);

  private final Instant made;
  private final byte[] secret;
  private final SecretKeySpec forHmac;
  private final byte[] id;

  /**
   * A key that was made before.
   *
   * @param made when
   * @param secret {@value #LENGTH} octets
   */
  public FeedbackKey(Instant made, byte[] secret) {
    if (secret.length != LENGTH) {
      throw new IllegalArgumentException("a key has " + LENGTH + " octets");
    }
    this.made = made.truncatedTo(ChronoUnit.MILLIS);
    this.secret = secret.clone();
    this.forHmac = new SecretKeySpec(secret, ALGORITHM);
    this.id = Arrays.copyOf(hmac(NAMING), ID);
  }

  /** A new one. */
  public static FeedbackKey draw(SecureRandom random, Instant now) {
    byte[] secret = new byte[LENGTH];
    random.nextBytes(secret);
    return new FeedbackKey(now, secret);
  }

  /** When it was made, to the millisecond. */
  public Instant made() {
    return made;
  }

  /** Its octets, for those who keep or share it. */
  public byte[] reveal() {
    return secret.clone();
  }

  /** What tells it from others, and nothing of what it is. */
  byte[] id() {
    return id.clone();
  }

  byte[] sign(byte[] content) {
    return Arrays.copyOf(hmac(content), SIGNATURE);
  }

  /** Takes as long whatever the signature is. */
  boolean hasSigned(byte[] content, byte[] signature) {
    return MessageDigest.isEqual(sign(content), signature);
  }

  private byte[] hmac(byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(forHmac);
      return mac.doFinal(content);
    } catch (NoSuchAlgorithmException | InvalidKeyException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** Older ones first. */
  @Override
  public int compareTo(FeedbackKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeedbackKey that
        && made.equals(that.made)
        && MessageDigest.isEqual(secret, that.secret);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(id);
  }

  /** The secret is in no log. */
  @Override
  public String toString() {
    return "key of " + made;
  }
}
