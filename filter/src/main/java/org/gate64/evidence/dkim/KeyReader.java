package org.gate64.evidence.dkim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads key records (RFC 6376, section 3.6.1) and remembers what it made of them, by their text
 * alone, so that nothing can be stale: to parse a key takes as long as to verify a signature.
 *
 * <p>Line breaks that no white space follows, which the grammar does not have, are taken for white
 * space, as all verifiers do: a key is easily published as it came out of a file.
 *
 * <p>Granularity ({@code g=}, obsolete) changes nothing, nor does the testing flag ({@code t=y}).
 * By RFC 6376, section 3.6.1, mail of a domain that tests DKIM is to be treated as if it were not
 * signed. Half of that holds for everybody here: a signature that fails is no worse than none. The
 * other half, not to count one that verifies, hardly any verifier keeps to, and many domains have
 * left the flag in place for years; whoever signed still holds the domain's key.
 */
final class KeyReader {

  /** An RSA key of 4096 bits takes 740 characters. */
  private static final int LONGEST_RECORD = 4096;

  /**
   * Nearly all exponents are 2^16 + 1, and 2^32 + 1 is the longest in use; the time that verifying
   * takes grows with their length.
   */
  private static final int MOST_EXPONENT_BITS = 33;

  private static final int REMEMBERED = 4096;
  private static final String VERSION = "DKIM1";

  /** Of services the asterisk means all; among hashes it is one that nobody knows. */
  private static final Set<String> SERVICES = Set.of("email", "*");

  private static final Set<String> HASHES = Set.of("sha256");
  private static final Set<String> STRICT = Set.of("s");

  private final Cache<String, KeyRecord> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  /**
   * Reads one record.
   *
   * @param text all its strings together, as they came from DNS
   */
  KeyRecord read(String text) {
    return text.length() > LONGEST_RECORD
        ? new KeyRecord.Unusable("the key record is too long")
        : remembered.get(text, KeyReader::parse);
  }

  private static KeyRecord parse(String text) {
    Optional<TagList> parsed = TagList.read(text.replace('\r', ' ').replace('\n', ' '));
    if (parsed.isEmpty()) {
      return new KeyRecord.Unusable("the key record is not a valid list of tags");
    }
    TagList tags = parsed.get();
    if (!tags.get("v").orElse(VERSION).equals(VERSION) || tags.get("p").isEmpty()) {
      return new KeyRecord.Foreign();
    }
    if (tags.get("p").filter(String::isEmpty).isPresent()) {
      return new KeyRecord.Unusable("the key is revoked");
    }
    if (excludes(tags, "s", SERVICES)) {
      return new KeyRecord.Unusable("the key is not for e-mail");
    }
    if (excludes(tags, "h", HASHES)) {
      return new KeyRecord.Unusable("the key is not for SHA-256");
    }
    return key(tags);
  }

  /** Whether a list names nothing of what is wanted; absent, it means everything. */
  private static boolean excludes(TagList tags, String tag, Set<String> wanted) {
    return tags.items(tag).filter(items -> !names(items, wanted)).isPresent();
  }

  /** Whether an item is one of these, in whatever case. */
  private static boolean names(List<String> items, Set<String> wanted) {
    return items.stream().anyMatch(item -> wanted.contains(item.toLowerCase(Locale.ROOT)));
  }

  private static KeyRecord key(TagList tags) {
    String type = tags.get("k").orElse("rsa").toLowerCase(Locale.ROOT);
    boolean strict = names(tags.items("t").orElse(List.of()), STRICT);
    byte[] bytes = tags.get("p").flatMap(Octets::parse).map(Octets::bytes).orElse(new byte[0]);
    Optional<KeyRecord> key =
        switch (type) {
          case "rsa" -> PublicKeys.rsa(bytes).map(rsa -> rsaKey(rsa, strict));
          case "ed25519" ->
              PublicKeys.ed25519(bytes)
                  .map(ed -> new KeyRecord.Key(ed, type, 8 * bytes.length, strict));
          default -> Optional.empty();
        };
    return key.orElse(new KeyRecord.Unusable("the key cannot be read"));
  }

  private static KeyRecord rsaKey(RSAPublicKey key, boolean strict) {
    return key.getPublicExponent().bitLength() > MOST_EXPONENT_BITS
        ? new KeyRecord.Unusable("the exponent of the key is too long")
        : new KeyRecord.Key(key, "rsa", key.getModulus().bitLength(), strict);
  }
}
