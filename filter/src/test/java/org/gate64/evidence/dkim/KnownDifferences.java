package org.gate64.evidence.dkim;

import java.util.regex.Pattern;

/** Which differences from which verifier an explanation is for. */
final class KnownDifferences {

  private static final Pattern LONE = Pattern.compile("\r(?!\n)|(?<!\r)\n");

  private KnownDifferences() {}

  static boolean ofDkimpy(Explanation explanation, Comparison c) {
    return switch (explanation) {
      case SECOND_FROM_FIELD -> c.alteration() == Alteration.SECOND_FROM;
      case SPACE_AT_AN_OPEN_END -> c.message().endsWith(" ") || c.message().endsWith("\t");
      case SPACE_BEFORE_THE_COLON -> c.alteration() == Alteration.SUBJECT_COLON;
      case PADDING -> c.alteration() == Alteration.SIGNATURE_PADDING || c.isOf(KeyCase.PADDING_CUT);
      case FROM_NOT_SIGNED -> c.isOf(SignatureCase.FROM_NOT_SIGNED, SignatureCase.NOTHING_SIGNED);
      case HASHES_OF_A_KEY -> c.isOf(KeyCase.FOR_SHA1, KeyCase.FOR_ANY_HASH, KeyCase.FOR_NO_HASH);
      case LISTS_OF_A_KEY -> c.isOf(KeyCase.FOR_MAIL_TOO);
      case STRICT_KEY -> c.isOf(KeyCase.STRICT) && c.isOf(SignatureCase.IDENTITY_BELOW);
      case WORDS_IN_CAPITALS ->
          c.isOf(SignatureCase.LOUD_ALGORITHM, SignatureCase.LOUD_FORM) || c.isOf(KeyCase.CAPITALS);
      case QUERY_METHODS -> c.isOf(SignatureCase.QUERIES);
      case FOLDED_IDENTITY -> c.isOf(SignatureCase.IDENTITY_FOLDED);
      case SPACE_BEHIND_B -> c.isOf(SignatureCase.SIGNATURE_SPACED_FIRST);
      case B_WITHIN_ANOTHER_TAG -> c.isOf(SignatureCase.FIELDS_COPIED_WITH_B);
      default -> false;
    };
  }

  static boolean ofOpenDkim(Explanation explanation, Comparison c) {
    return switch (explanation) {
      case BARE_RSA_KEY -> isBareRsaKey(c);
      case OPEN_END -> hasOpenEnd(c);
      case LONE_CR_OR_LF -> LONE.matcher(c.body()).find();
      case TAG_TWICE -> hasTagTwice(c);
      case NUMBER_OF_DIGITS -> hasLengthOfOtherDigits(c);
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
                  SignatureCase.EMPTY_TAG,
                  SignatureCase.NO_DOMAIN);
      case MALFORMED_KEY -> c.isOf(KeyCase.NO_TAGS, KeyCase.WITHOUT_KEY, KeyCase.EMPTY_TAG);
      default -> false;
    };
  }

  static boolean ofMailDkim(Explanation explanation, Comparison c) {
    return switch (explanation) {
      case SHORT_KEY -> c.isOf(KeyCase.TOO_SHORT);
      case ED25519 -> c.isOf(KeyCase.ED25519);
      case PADDING -> c.isOf(KeyCase.PADDING_CUT);
      case FROM_NOT_SIGNED -> c.isOf(SignatureCase.FROM_NOT_SIGNED, SignatureCase.NOTHING_SIGNED);
      case REQUIRED_TAGS ->
          c.isOf(SignatureCase.NO_VERSION, SignatureCase.NO_FIELDS, SignatureCase.NO_BODY_HASH);
      case HASHES_OF_A_KEY -> c.isOf(KeyCase.FOR_NO_HASH, KeyCase.FOR_NO_SERVICE);
      case LISTS_OF_A_KEY -> c.isOf(KeyCase.FOR_MAIL_TOO, KeyCase.FOR_SHA256_TOO);
      case GRANULARITY -> c.isOf(KeyCase.GRANULARITY);
      case WORDS_IN_CAPITALS -> c.isOf(KeyCase.CAPITALS);
      case QUERY_METHODS -> c.isOf(SignatureCase.QUERIES);
      case FOLDED_IDENTITY -> c.isOf(SignatureCase.IDENTITY_FOLDED);
      case BARE_RSA_KEY -> isBareRsaKey(c);
      case OPEN_END -> hasOpenEnd(c);
      case LONE_CR_OR_LF -> LONE.matcher(c.body()).find();
      case TAG_TWICE -> hasTagTwice(c);
      case EMPTY_TAG ->
          c.isOf(SignatureCase.EMPTY_TAG, SignatureCase.NO_TAG) || c.isOf(KeyCase.EMPTY_TAG);
      case NUMBER_OF_DIGITS -> hasLengthOfOtherDigits(c) || c.isOf(SignatureCase.SIGNED_NEVER);
      case TIME_OF_SIGNING -> c.isOf(SignatureCase.SIGNED_AHEAD_OF_TIME);
      default -> false;
    };
  }

  private static boolean isBareRsaKey(Comparison c) {
    return c.isOf(KeyCase.PKCS1, KeyCase.PKCS1_OF_4096_BITS);
  }

  private static boolean hasOpenEnd(Comparison c) {
    return !c.body().isEmpty() && !c.body().endsWith("\r\n");
  }

  private static boolean hasTagTwice(Comparison c) {
    return c.isOf(SignatureCase.TAG_TWICE, SignatureCase.B_TWICE) || c.isOf(KeyCase.TAG_TWICE);
  }

  private static boolean hasLengthOfOtherDigits(Comparison c) {
    return c.isOf(
        SignatureCase.LENGTH_BELOW_NOTHING,
        SignatureCase.LENGTH_OF_77_DIGITS,
        SignatureCase.LENGTH_OF_NO_DIGITS,
        SignatureCase.LENGTH_OF_TWO_NUMBERS);
  }
}
