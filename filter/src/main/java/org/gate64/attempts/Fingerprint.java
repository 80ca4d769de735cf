package org.gate64.attempts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.Locale;
import org.gate64.net.DomainName;
import org.gate64.net.MailPath;

/**
 * By what mail is known again without being kept: the first 128 bits of a SHA-256.
 *
 * @param high the first 64 bits
 * @param low those that follow
 */
public record Fingerprint(long high, long low) implements Comparable<Fingerprint> {

  private static final Comparator<Fingerprint> ORDER =
      Comparator.comparingLong(Fingerprint::high).thenComparingLong(Fingerprint::low);

  /**
   * Of who writes to whom. Of the HELO name only what its owner registered counts: a sender's hosts
   * have different names, and often one host has different ones over IPv4 and IPv6. What is no
   * host's name does not count, for an address literal is another in each family.
   */
  public static Fingerprint of(MailPath sender, String helo, MailPath recipient) {
    String owner =
        DomainName.parse(helo)
            .filter(DomainName::isHostName)
            .map(name -> name.likelyRegistered().toString())
            .orElse("");
    return digest("envelope", address(sender), owner, address(recipient));
  }

  /** Of something within this: a message among those of one sender to one recipient, say. */
  public Fingerprint with(String kind, String detail) {
    return digest(kind, Long.toHexString(high), Long.toHexString(low), detail);
  }

  /** Domains have no case, local parts may have (RFC 5321, section 2.4). */
  private static String address(MailPath path) {
    String text = path.text();
    int at = text.lastIndexOf('@');
    String domain =
        path.domain()
            .map(DomainName::toString)
            .orElseGet(() -> text.substring(at + 1).toLowerCase(Locale.ROOT));
    return text.substring(0, at + 1) + domain;
  }

  private static Fingerprint digest(String... parts) {
    MessageDigest sha256 = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      sha256.update(bytes);
    }
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
    return new Fingerprint(digest.getLong(), digest.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  @Override
  public int compareTo(Fingerprint other) {
    return ORDER.compare(this, other);
  }
}
