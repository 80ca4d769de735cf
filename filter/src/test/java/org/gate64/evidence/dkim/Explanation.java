package org.gate64.evidence.dkim;

import java.util.Arrays;
import java.util.Optional;

/** Why gate64 differs from another verifier, and is right; sections are those of RFC 6376. */
enum Explanation {
  /**
   * Section 8.2: a signature that leaves a part of the body unsigned vouches for nothing behind it,
   * so assessors may ignore it. All have it pass.
   */
  PARTIAL_BODY(Effect.REFUSES),

  /** RFC 8301, section 3.1: rsa-sha1 must not be used. All have it pass. */
  OBSOLETE_HASH(Effect.REFUSES),

  /** RFC 8301, section 3.2: a key has 1024 bits at least. Mail::DKIM does not mind, unless told. */
  SHORT_KEY(Effect.REFUSES),

  /** RFC 8463. Mail::DKIM of Debian 12 does not know it. */
  ED25519(Effect.ACCEPTS),

  /**
   * Section 6.1.2, step 3: of several records any may be chosen, or each be tried. All know of the
   * first alone: dkimpy and Mail::DKIM take no more from DNS, and OpenDKIM's file holds no more.
   */
  SEVERAL_RECORDS(Effect.ACCEPTS),

  /**
   * Section 3.5: {@code h=} never means the signature that it stands in, only others. All take the
   * signature itself for one of those that it names.
   */
  SIGNATURES_SIGNED(Effect.ACCEPTS),

  /**
   * Section 3.2: a tag's name holds letters, digits and underscores, and section 6.1.1 has
   * signatures of any other form ignored. All let it pass.
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

  /** Sections 5.4 and 6.1.1: a signature must cover From. dkimpy and Mail::DKIM do not ask. */
  FROM_NOT_SIGNED(Effect.REFUSES),

  /** Sections 3.5 and 6.1.1: some tags are required. Mail::DKIM can do without. */
  REQUIRED_TAGS(Effect.REFUSES),

  /**
   * Section 6.1.2, step 5: a key is for the hashes that its h= names. dkimpy does not look, and an
   * empty list is none for Mail::DKIM, as are services.
   */
  HASHES_OF_A_KEY(Effect.REFUSES),

  /**
   * Section 3.6.1: {@code s=} and {@code h=} are lists, with white space around their colons.
   * dkimpy takes services for one word, and Mail::DKIM the white space for a part of it.
   */
  LISTS_OF_A_KEY(Effect.ACCEPTS),

  /** Section 3.2: tags that nobody knows are ignored, g= since RFC 6376. Mail::DKIM knows it. */
  GRANULARITY(Effect.ACCEPTS),

  /** Section 3.6.1: a key with t=s is not for an i= of a subdomain. dkimpy does not look. */
  STRICT_KEY(Effect.REFUSES),

  /**
   * Section 3.5: {@code l=} must not be larger than the body, and has up to 76 digits. dkimpy takes
   * the body as it is; so many digits OpenDKIM takes for a mistake in writing.
   */
  LENGTH_BEYOND_THE_BODY(Effect.REFUSES),

  /** RFC 5234, section 2.3: the words of a grammar are in either case. Both but OpenDKIM mind. */
  WORDS_IN_CAPITALS(Effect.ACCEPTS),

  /** Section 3.5: {@code q=} is a list. dkimpy and Mail::DKIM take it for one word. */
  QUERY_METHODS(Effect.ACCEPTS),

  /**
   * Section 2.11, for i= by section 3.5: white space within means nothing. Both but OpenDKIM mind.
   */
  FOLDED_IDENTITY(Effect.ACCEPTS),

  /**
   * Section 3.7: all white space around the value of b= is not signed; dkimpy leaves that behind.
   */
  SPACE_BEHIND_B(Effect.ACCEPTS),

  /** Section 3.7: what is left out is the tag b=. dkimpy drops it from within other tags too. */
  B_WITHIN_ANOTHER_TAG(Effect.ACCEPTS),

  /** Section 3.4.2: white space before the colon may go. dkimpy knows no field of that form. */
  SPACE_BEFORE_THE_COLON(Effect.ACCEPTS),

  /**
   * Section 2.10: base64 may end in as many equals signs as it likes, up to two. dkimpy insists on
   * the right number, Mail::DKIM in a key.
   */
  PADDING(Effect.ACCEPTS),

  /** Section 3.6.1: an RSA key is an RSAPublicKey. Both but dkimpy read another form alone. */
  BARE_RSA_KEY(Effect.ACCEPTS),

  /**
   * Section 3.4.3: a last line without CRLF gets one. OpenDKIM calls it a syntax error, Mail::DKIM
   * leaves it open.
   */
  OPEN_END(Effect.ACCEPTS),

  /**
   * Section 5.3 has lone CRs and LFs made CRLF before signing, and no server may send them on (RFC
   * 5321, section 2.3.8). What a verifier makes of those that come all the same is not laid down:
   * for gate64 a lone LF ends a line, and a lone CR is a character. OpenDKIM has it the other way;
   * for Mail::DKIM both are characters.
   */
  LONE_CR_OR_LF(Effect.ACCEPTS),

  /** Section 3.2: a list that names a tag twice is invalid. Both but dkimpy take the last. */
  TAG_TWICE(Effect.REFUSES),

  /** Section 3.2: each tag has a name, and there is one between semicolons. Not for Mail::DKIM. */
  EMPTY_TAG(Effect.REFUSES),

  /**
   * Section 3.5: {@code l=} has between 1 and 76 digits, {@code t=} up to 12. Both but dkimpy make
   * do with what is there.
   */
  NUMBER_OF_DIGITS(Effect.REFUSES),

  /** Section 3.5: what is dated in the future may be ignored. Mail::DKIM does not look. */
  TIME_OF_SIGNING(Effect.REFUSES),

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
      case SIGNATURES_SIGNED ->
          c.isOf(SignatureCase.SIGNATURES_SIGNED)
              || (c.isOf(SignatureCase.ANOTHER_SIGNATURE_SIGNED) && c.isLowest());
      case HYPHEN_IN_A_NAME -> c.isOf(SignatureCase.TAG_WITH_HYPHEN);
      case LENGTH_BEYOND_THE_BODY ->
          c.ours().detail().equals("the body is shorter than what was signed");
      case MALFORMED_SIGNATURE ->
          c.differsInReason()
              && c.isOf(
                  SignatureCase.NO_BODY_HASH,
                  SignatureCase.SIGNATURE_OF_RUBBISH,
                  SignatureCase.LENGTH_OF_77_DIGITS,
                  SignatureCase.LENGTH_OF_NO_DIGITS);
      default ->
          switch (c.judge()) {
            case DKIMPY -> KnownDifferences.ofDkimpy(this, c);
            case OPENDKIM -> KnownDifferences.ofOpenDkim(this, c);
            case MAIL_DKIM -> KnownDifferences.ofMailDkim(this, c);
          };
    };
  }
}
