package org.gate64.evidence.dkim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gate64.net.DomainName;
import org.gate64.net.HeaderField;

/**
 * Reads DKIM-Signature fields and settles all that needs no key (RFC 6376, section 6.1.1).
 *
 * <p>The RFC calls every signature that cannot be used a PERMFAIL. Its words are kept apart by RFC
 * 8601, section 2.7.1: what can never verify is {@code permerror}; what asks for something that
 * this verifier does not know (version, algorithm, canonicalization, query method), or is not valid
 * at this time, is {@code neutral}; rsa-sha1, which is known well and no longer good enough, is
 * {@code policy}.
 */
final class SignatureReader {

  private static final String VERSION = "1";
  private static final String KEY_SUFFIX = "._domainkey";

  /** A header has few fields worth signing, even if each is named twice. */
  private static final int MOST_SIGNED_FIELDS = 512;

  /** What the grammar of {@code t=} and {@code x=}, and that of {@code l=}, allow (section 3.5). */
  private static final int MOST_TIME_DIGITS = 12;

  private static final int MOST_LENGTH_DIGITS = 76;

  /** No body has a length of so many digits; one of fewer is a {@code long}. */
  private static final int UNREACHED_LENGTH_DIGITS = 19;

  private final Duration clockSkew;
  private final InstantSource clock;

  SignatureReader(Duration clockSkew, InstantSource clock) {
    this.clockSkew = clockSkew;
    this.clock = clock;
  }

  /**
   * Reads one field.
   *
   * @param position of the field in the header
   */
  Reading read(HeaderField field, int position) {
    Optional<TagList> parsed = TagList.read(field.value());
    if (parsed.isEmpty()) {
      return new Reading.Settled(
          SignatureLabel.unknown()
              .result(DkimStatus.PERMERROR, "the signature is not a valid list of tags"));
    }
    TagList tags = parsed.get();
    SignatureLabel label = SignatureLabel.of(tags);
    try {
      return new Reading.Verifiable(signature(tags, label, position));
    } catch (Unusable unusable) {
      return new Reading.Settled(label.result(unusable.status, unusable.detail));
    }
  }

  private DkimSignature signature(TagList tags, SignatureLabel label, int position)
      throws Unusable {
    if (!required(tags, "v").equals(VERSION)) {
      throw new Unusable(DkimStatus.NEUTRAL, "the signature's version is not known");
    }
    Algorithm algorithm = algorithm(required(tags, "a"));
    Octets signature = base64(tags, "b");
    Octets bodyHash = base64(tags, "bh");
    DomainName domain = domain(name(tags, "d"));
    DomainName keyName = keyName(name(tags, "s"), domain);
    List<String> signedFields = signedFields(tags);
    String forms = tags.get("c").orElse("simple/simple");
    Canonicalization headerForm = headerForm(forms);
    Canonicalization bodyForm = bodyForm(forms);
    long length = signedLength(tags);
    DomainName identityDomain = identityDomain(tags, domain);
    checkQueryMethod(tags);
    checkTimes(tags);
    return new DkimSignature(
        label,
        position,
        keyName,
        domain,
        identityDomain,
        algorithm,
        headerForm,
        bodyForm,
        signedFields,
        length,
        bodyHash,
        signature);
  }

  private static String required(TagList tags, String tag) throws Unusable {
    return tags.get(tag).orElseThrow(() -> missing(tag));
  }

  private static String name(TagList tags, String tag) throws Unusable {
    return tags.name(tag).orElseThrow(() -> missing(tag));
  }

  private static Octets base64(TagList tags, String tag) throws Unusable {
    return Octets.parse(required(tags, tag))
        .orElseThrow(() -> malformed("the signature's " + tag + "= is not base64"));
  }

  private static Algorithm algorithm(String text) throws Unusable {
    if (text.equalsIgnoreCase("rsa-sha1")) {
      throw new Unusable(DkimStatus.POLICY, "rsa-sha1 is no longer accepted (RFC 8301)");
    }
    return Algorithm.byTagValue(text)
        .orElseThrow(
            () -> new Unusable(DkimStatus.NEUTRAL, "the signature's algorithm is not known"));
  }

  private static DomainName domain(String text) throws Unusable {
    return DomainName.parse(text)
        .orElseThrow(() -> malformed("the signature's d= is no domain name"));
  }

  private static DomainName keyName(String selector, DomainName domain) throws Unusable {
    return domain
        .child(selector + KEY_SUFFIX)
        .orElseThrow(() -> malformed("the signature's s= is no selector"));
  }

  private static List<String> signedFields(TagList tags) throws Unusable {
    List<String> names = tags.items("h").orElseThrow(() -> missing("h"));
    if (names.size() > MOST_SIGNED_FIELDS) {
      throw malformed("the signature names too many header fields");
    }
    if (names.stream().noneMatch("from"::equalsIgnoreCase)) {
      throw malformed("the signature does not cover From");
    }
    return names;
  }

  private static Canonicalization headerForm(String forms) throws Unusable {
    int slash = forms.indexOf('/');
    return canonicalization(slash < 0 ? forms : forms.substring(0, slash));
  }

  /** Named alone, a form is that of the header, and the body's is simple. */
  private static Canonicalization bodyForm(String forms) throws Unusable {
    int slash = forms.indexOf('/');
    return slash < 0 ? Canonicalization.SIMPLE : canonicalization(forms.substring(slash + 1));
  }

  private static Canonicalization canonicalization(String text) throws Unusable {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "simple" -> Canonicalization.SIMPLE;
      case "relaxed" -> Canonicalization.RELAXED;
      default ->
          throw new Unusable(DkimStatus.NEUTRAL, "the signature's canonicalization is not known");
    };
  }

  /**
   * Only the domain of {@code i=} matters; its local part may be anything (section 3.5). White
   * space in it means nothing, as in all that is quoted so (section 2.11).
   */
  private static DomainName identityDomain(TagList tags, DomainName domain) throws Unusable {
    Optional<String> identity = tags.name("i").map(TagList::withoutSpace);
    if (identity.isEmpty()) {
      return domain;
    }
    int at = identity.get().lastIndexOf('@');
    return (at < 0
            ? Optional.<DomainName>empty()
            : DomainName.parse(identity.get().substring(at + 1)))
        .filter(identityDomain -> identityDomain.isWithin(domain))
        .orElseThrow(() -> malformed("the signature's i= is not within its d="));
  }

  private static void checkQueryMethod(TagList tags) throws Unusable {
    if (tags.items("q").orElse(List.of("dns/txt")).stream()
        .noneMatch("dns/txt"::equalsIgnoreCase)) {
      throw new Unusable(DkimStatus.NEUTRAL, "the signature's key is not to be had from DNS");
    }
  }

  /** The clocks of signer and verifier may differ for expiry as well as for the time of signing. */
  private void checkTimes(TagList tags) throws Unusable {
    Optional<Long> signed = seconds(tags, "t");
    Optional<Long> expires = seconds(tags, "x");
    if (signed.isPresent() && expires.isPresent() && expires.get() <= signed.get()) {
      throw malformed("the signature expires before it was made");
    }
    Instant now = clock.instant();
    if (signed.isPresent() && Instant.ofEpochSecond(signed.get()).isAfter(now.plus(clockSkew))) {
      throw new Unusable(DkimStatus.NEUTRAL, "the signature is dated in the future");
    }
    if (expires.isPresent()
        && Instant.ofEpochSecond(expires.get()).isBefore(now.minus(clockSkew))) {
      throw new Unusable(DkimStatus.NEUTRAL, "the signature has expired");
    }
  }

  /** What has more digits than a {@code long} is as good as any length that no body reaches. */
  private static long signedLength(TagList tags) throws Unusable {
    Optional<String> text = digits(tags, "l", MOST_LENGTH_DIGITS);
    if (text.isEmpty()) {
      return DkimSignature.WHOLE_BODY;
    }
    String digits = text.get().replaceFirst("^0+(?=.)", "");
    return digits.length() < UNREACHED_LENGTH_DIGITS
        ? Long.parseLong(digits)
        : DkimSignature.WHOLE_BODY - 1;
  }

  private static Optional<Long> seconds(TagList tags, String tag) throws Unusable {
    return digits(tags, tag, MOST_TIME_DIGITS).map(Long::valueOf);
  }

  private static Optional<String> digits(TagList tags, String tag, int most) throws Unusable {
    Optional<String> text = tags.get(tag);
    if (text.isPresent() && !text.get().matches("[0-9]{1," + most + "}")) {
      throw malformed("the signature's " + tag + "= is no sensible number");
    }
    return text;
  }

  private static Unusable missing(String tag) {
    return malformed("the signature lacks its " + tag + "= tag");
  }

  private static Unusable malformed(String detail) {
    return new Unusable(DkimStatus.PERMERROR, detail);
  }

  /** Leaves the reading at the first thing that is wrong; never leaves this class. */
  private static final class Unusable extends Exception {
    private final DkimStatus status;
    private final String detail;

    Unusable(DkimStatus status, String detail) {
      super(detail, null, false, false);
      this.status = status;
      this.detail = detail;
    }
  }
}
