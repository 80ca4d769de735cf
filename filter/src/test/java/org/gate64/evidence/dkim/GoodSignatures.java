package org.gate64.evidence.dkim;

import java.util.EnumSet;
import java.util.Set;
import org.gate64.evidence.dkim.SignedSample.Signature;

/** Which signatures pass, as long as nobody alters the message. */
final class GoodSignatures {

  /** The keys by which nothing passes; all others are as good as any. */
  private static final Set<KeyCase> BAD_KEYS =
      EnumSet.of(
          KeyCase.OTHER_VERSION,
          KeyCase.FOR_REPORTS,
          KeyCase.EMPTY_TAG,
          KeyCase.FOR_NO_HASH,
          KeyCase.FOR_NO_SERVICE,
          KeyCase.FOR_SHA1,
          KeyCase.FOR_ANY_HASH,
          KeyCase.REVOKED,
          KeyCase.WITHOUT_KEY,
          KeyCase.BROKEN,
          KeyCase.NOT_BASE64,
          KeyCase.TAG_TWICE,
          KeyCase.NO_TAGS,
          KeyCase.OF_ANOTHER_KIND,
          KeyCase.OF_UNKNOWN_KIND,
          KeyCase.OF_SOMEBODY_ELSE,
          KeyCase.TOO_SHORT,
          KeyCase.NOT_THERE,
          KeyCase.UNAVAILABLE);

  /** The forms of signatures that pass; no other does. */
  private static final Set<SignatureCase> GOOD_FORMS =
      EnumSet.of(
          SignatureCase.PLAIN,
          SignatureCase.OVERSIGNED,
          SignatureCase.NAMED_TWICE,
          SignatureCase.NAMED_WITH_A_COLON_TOO_MANY,
          SignatureCase.NAMED_AND_FOLDED,
          SignatureCase.ANOTHER_SIGNATURE_SIGNED,
          SignatureCase.SIGNATURES_SIGNED,
          SignatureCase.IDENTITY,
          SignatureCase.IDENTITY_WITHOUT_LOCAL_PART,
          SignatureCase.IDENTITY_BELOW,
          SignatureCase.IDENTITY_FOLDED,
          SignatureCase.SIGNED_NOW,
          SignatureCase.EXPIRES,
          SignatureCase.LENGTH_OF_THE_BODY,
          SignatureCase.LENGTH_WITH_ZEROS,
          SignatureCase.SIGNATURE_FIRST,
          SignatureCase.SIGNATURE_SPACED,
          SignatureCase.SIGNATURE_SPACED_FIRST,
          SignatureCase.FIELDS_COPIED,
          SignatureCase.FIELDS_COPIED_WITH_B,
          SignatureCase.UNKNOWN_TAGS,
          SignatureCase.TAG_WITHOUT_VALUE,
          SignatureCase.VERSION_LAST,
          SignatureCase.LOUD_ALGORITHM,
          SignatureCase.ONE_FORM,
          SignatureCase.NO_FORM,
          SignatureCase.LOUD_FORM,
          SignatureCase.QUERY,
          SignatureCase.QUERIES,
          SignatureCase.DOMAIN_IN_CAPITALS);

  private GoodSignatures() {}

  static boolean include(Signature made) {
    boolean strict = made.key() == KeyCase.STRICT && made.form() == SignatureCase.IDENTITY_BELOW;
    return GOOD_FORMS.contains(made.form()) && !BAD_KEYS.contains(made.key()) && !strict;
  }
}
