package org.gate64.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who has it may change what a node remembers: 32 random bytes, in base64url. */
public final class AdminToken {

  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final byte[] text;

  private AdminToken(String text) {
    this.text = text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A new one. */
  public static AdminToken draw(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new AdminToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /**
   * Reads what {@link #reveal} gave.
   *
   * @return empty where that is no token
   */
  public static Optional<AdminToken> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new AdminToken(text)) : Optional.empty();
  }

  /** Its text, as requests carry it. */
  public String reveal() {
    return new String(text, StandardCharsets.US_ASCII);
  }

  /** Takes the same time for every wrong one of the same length. */
  boolean is(String other) {
    return MessageDigest.isEqual(text, other.getBytes(StandardCharsets.UTF_8));
  }

  /** Does not tell it. */
  @Override
  public String toString() {
    return "a token";
  }
}
