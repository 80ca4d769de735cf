package org.gate64.evidence.dkim;

import static org.gate64.evidence.dkim.Judge.Name.DKIMPY;
import static org.gate64.evidence.dkim.Judge.Name.OPENDKIM;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why gate64 differs from another verifier, and is right; sections are those of RFC 6376. */
enum Explanation {
  /**
   * Section 8.2: a signature that leaves a part of the body unsigned vouches for nothing behind it,
   * so assessors may ignore it. Both have it pass.
   */
  PARTIAL_BODY(Effect.REFUSES),

  /** RFC 8301, section 3.1: rsa-sha1 must not be used. Both have it pass. */
  OBSOLETE_HASH(Effect.REFUSES),

  /**
   * Section 6.1.2, step 3: of several records any may be chosen, or each be tried. Both know of the
   * first alone: dkimpy takes no more from DNS, and OpenDKIM's file holds no more.
   */
  SEVERAL_RECORDS(Effect.ACCEPTS),

  /**
   * Section 3.5: {@code h=} never means the signature that it stands in, only others. Both take the
   * signature itself for one of those that it names.
   */
  SIGNATURES_SIGNED(Effect.ACCEPTS),

  /**
   * Section 3.2: a tag's name holds letters, digits and underscores, and section 6.1.1 has
   * signatures of any other form ignored. Both let it pass.
   */
  HYPHEN_IN_A_NAME(Effect.REFUSES),

  /**
   * dkimpy takes every signature for one of all From fields. Section 5.4.2 has only the named ones
   * signed, and section 8.15 leaves several From fields to the receiver's policy: gate64 reports
   * them as a malformed author.
   */
  SECOND_FROM_FIELD(Effect.ACCEPTS),

  /**
   * Section 3.4.4 ignores white space at the end of lines, and with section 3.4.3 adds the last
   * line's missing CRLF. dkimpy adds it only after it has looked for such white space.
   */
  SPACE_AT_AN_OPEN_END(Effect.ACCEPTS),

  /** Sections 5.4 and 6.1.1: a signature must cover From. dkimpy does not ask. */
  FROM_NOT_SIGNED(Effect.REFUSES),

  /** Section 6.1.2, step 5: a key is for the hashes that its h= names. dkimpy does not look. */
  HASHES_OF_A_KEY(Effect.REFUSES),

  /** Section 3.6.1: {@code s=} is a list. dkimpy takes it for one word. */
  SERVICES_OF_A_KEY(Effect.ACCEPTS),

  /** Section 3.6.1: a key with t=s is not for an i= of a subdomain. dkimpy does not look. */
  STRICT_KEY(Effect.REFUSES),

  /**
   * Section 3.5: {@code l=} must not be larger than the body, and has up to 76 digits. dkimpy takes
   * the body as it is; so many digits OpenDKIM takes for a mistake in writing.
   */
  LENGTH_BEYOND_THE_BODY(Effect.REFUSES),

  /** RFC 5234, section 2.3: the words of a grammar are in either case. dkimpy has lower case. */
  WORDS_IN_CAPITALS(Effect.ACCEPTS),

  /** Section 3.5: {@code q=} is a list. dkimpy takes it for one word. */
  QUERY_METHODS(Effect.ACCEPTS),

  /** Section 2.11, for i= by section 3.5: white space within means nothing. dkimpy keeps it. */
  FOLDED_IDENTITY(Effect.ACCEPTS),

  /**
   * Section 3.7: all white space around the value of b= is not signed; dkimpy leaves that behind.
   */
  SPACE_BEHIND_B(Effect.ACCEPTS),

  /** Section 3.7: what is left out is the tag b=. dkimpy drops it from within other tags too. */
  B_WITHIN_ANOTHER_TAG(Effect.ACCEPTS),

  /** Section 3.6.1: an RSA key is an RSAPublicKey. OpenDKIM reads SubjectPublicKeyInfo alone. */
  BARE_RSA_KEY(Effect.ACCEPTS),

  /** Section 3.4.3: a last line without CRLF gets one. OpenDKIM calls it a syntax error. */
  OPEN_END(Effect.ACCEPTS),

  /**
   * Section 5.3 has lone CRs and LFs made CRLF before signing, and no server may send them on (RFC
   * 5321, section 2.3.8). What a verifier makes of those that come all the same is not laid down:
   * for gate64 a lone LF ends a line, and a lone CR is a character. OpenDKIM has it the other way.
   */
  LONE_CR_OR_LF(Effect.ACCEPTS),

  /** Section 3.2: a list that names a tag twice is invalid. OpenDKIM takes the last. */
  TAG_TWICE(Effect.REFUSES),

  /** Section 3.5: {@code l=} has between 1 and 76 digits. OpenDKIM takes none, and more. */
  NUMBER_OF_DIGITS(Effect.REFUSES),

  /**
   * Sections 3.5 and 3.7: white space may stand before the equals sign. OpenDKIM misses b= then.
   */
  SPACE_BEFORE_EQUALS(Effect.ACCEPTS),

  /**
   * Section 6.1: after a signature that is of no use a verifier goes on with the next. OpenDKIM
   * gives up the message for some mistakes.
   */
  BESIDE_A_MALFORMED_SIGNATURE(Effect.ACCEPTS),

  /**
   * Section 6.1.2, step 4: a malformed key record is a permanent failure. OpenDKIM calls it
   * temporary.
   */
  MALFORMED_KEY(Effect.NAMES),

  /**
   * Section 6.1.1: a signature that is not of the right form is not tried. Others try it, and say
   * that it fails.
   */
  MALFORMED_SIGNATURE(Effect.NAMES);

  private static final Pattern LONE = Pattern.compile("\r(?!\n)|(?<!\r)\n");

  /** What gate64 does otherwise than the other verifier. */
  private enum Effect {
    ACCEPTS,
    REFUSES,
    /** Both refuse, for different reasons. */
    NAMES
  }

  private final Effect effect;

  Explanation(Effect effect) {
    this.effect = effect;
  }

  /** Why these differ. */
  static Optional<Explanation> of(Comparison comparison) {
    return Arrays.stream(values()).filter(each -> each.explains(comparison)).findFirst();
  }

  private boolean explains(Comparison c) {
    return (c.agrees() || effect == (c.ours().passed() ? Effect.ACCEPTS : Effect.REFUSES))
        && covers(c);
  }

  private boolean covers(Comparison c) {
    return switch (this) {
      case PARTIAL_BODY -> c.ours().detail().equals("a part of the body is not signed");
      case OBSOLETE_HASH -> c.isOf(SignatureCase.OBSOLETE_HASH);
      case SEVERAL_RECORDS -> c.isOf(KeyCase.SECOND_OF_TWO, KeyCase.BESIDE_OTHER_TEXT);
      case SIGNATURES_SIGNED -> c.isOf(SignatureCase.SIGNATURES_SIGNED);
      case HYPHEN_IN_A_NAME -> c.isOf(SignatureCase.TAG_WITH_HYPHEN);
      case LENGTH_BEYOND_THE_BODY ->
          c.isOf(SignatureCase.LENGTH_BEYOND_THE_BODY, SignatureCase.LENGTH_OF_76_DIGITS);
      case MALFORMED_SIGNATURE ->
          c.differsInReason()
              && c.isOf(
                  SignatureCase.NO_BODY_HASH,
                  SignatureCase.SIGNATURE_OF_RUBBISH,
                  SignatureCase.LENGTH_OF_77_DIGITS,
                  SignatureCase.LENGTH_OF_NO_DIGITS);
      default ->
          switch (c.judge()) {
            case DKIMPY -> coversDkimpy(c);
            case OPENDKIM -> coversOpenDkim(c);
          };
    };
  }

  private boolean coversDkimpy(Comparison c) {
    return switch (this) {
      case SECOND_FROM_FIELD -> c.alteration() == Alteration.SECOND_FROM;
      case SPACE_AT_AN_OPEN_END -> c.message().endsWith(" ") || c.message().endsWith("\t");
      case FROM_NOT_SIGNED -> c.isOf(SignatureCase.FROM_NOT_SIGNED, SignatureCase.NOTHING_SIGNED);
      case HASHES_OF_A_KEY -> c.isOf(KeyCase.FOR_SHA1, KeyCase.FOR_ANY_HASH);
      case SERVICES_OF_A_KEY -> c.isOf(KeyCase.FOR_MAIL_TOO);
      case STRICT_KEY -> c.isOf(KeyCase.STRICT) && c.isOf(SignatureCase.IDENTITY_BELOW);
      case WORDS_IN_CAPITALS -> c.isOf(SignatureCase.LOUD_ALGORITHM, SignatureCase.LOUD_FORM);
      case QUERY_METHODS -> c.isOf(SignatureCase.QUERIES);
      case FOLDED_IDENTITY -> c.isOf(SignatureCase.IDENTITY_FOLDED);
      case SPACE_BEHIND_B -> c.isOf(SignatureCase.SIGNATURE_SPACED_FIRST);
      case B_WITHIN_ANOTHER_TAG -> c.isOf(SignatureCase.FIELDS_COPIED_WITH_B);
      default -> false;
    };
  }

  private boolean coversOpenDkim(Comparison c) {
    return switch (this) {
      case BARE_RSA_KEY -> c.isOf(KeyCase.PKCS1, KeyCase.PKCS1_OF_4096_BITS);
      case OPEN_END -> !c.body().isEmpty() && !c.body().endsWith("\r\n");
      case LONE_CR_OR_LF -> LONE.matcher(c.body()).find();
      case TAG_TWICE ->
          c.isOf(SignatureCase.TAG_TWICE, SignatureCase.B_TWICE) || c.isOf(KeyCase.TAG_TWICE);
      case NUMBER_OF_DIGITS ->
          c.isOf(SignatureCase.LENGTH_OF_77_DIGITS, SignatureCase.LENGTH_OF_NO_DIGITS);
      case SPACE_BEFORE_EQUALS ->
          c.isOf(SignatureCase.SIGNATURE_SPACED, SignatureCase.SIGNATURE_SPACED_FIRST);
      case BESIDE_A_MALFORMED_SIGNATURE ->
          c.theirs().reason().isEmpty()
              && c.isBeside(
                  SignatureCase.SIGNED_NEVER,
                  SignatureCase.EXPIRES_NEVER,
                  SignatureCase.NO_FIELDS,
                  SignatureCase.NO_VERSION,
                  SignatureCase.NO_TAG,
                  SignatureCase.NO_DOMAIN);
      case MALFORMED_KEY -> c.isOf(KeyCase.NO_TAGS, KeyCase.WITHOUT_KEY);
      default -> false;
    };
  }
}
