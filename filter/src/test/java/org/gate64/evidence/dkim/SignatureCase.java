package org.gate64.evidence.dkim;

import static org.gate64.fixtures.mail.Canonicalization.RELAXED;
import static org.gate64.fixtures.mail.Canonicalization.SIMPLE;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gate64.fixtures.mail.MessageSigner;
import org.gate64.fixtures.mail.SignaturePlace;

/** What is special about a signature, its key aside. */
enum SignatureCase {
  PLAIN,
  OVERSIGNED("h", "from:from:to:to:subject:subject:x-none"),
  NAMED_TWICE("h", "from:x-note:X-Note:subject"),
  NAMED_AND_FOLDED("h", "to :\r\n\t From: subject"),
  ANOTHER_SIGNATURE_SIGNED("h", "from:subject:dkim-signature"),
  SIGNATURES_SIGNED("h", "from:dkim-signature:DKIM-Signature"),
  NAMED_WITH_A_COLON_TOO_MANY("h", "from:subject:"),
  FROM_NOT_SIGNED("h", "to:subject"),
  NOTHING_SIGNED("h", ""),
  NO_FIELDS("h"),
  IDENTITY("i", "joe@example.org"),
  IDENTITY_WITHOUT_LOCAL_PART("i", "@Example.ORG"),
  IDENTITY_BELOW("i", "joe@mail.example.org"),
  IDENTITY_FOLDED("i", "joe=20doe@\r\n\t example.org"),
  IDENTITY_OF_NOTHING("i", ""),
  IDENTITY_ELSEWHERE("i", "joe@example.com"),
  IDENTITY_ABOVE("i", "joe@org"),
  IDENTITY_THAT_ENDS_ALIKE("i", "joe@not-example.org"),
  SIGNED_NOW {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.tag("t", seconds(now));
    }
  },
  SIGNED_AHEAD_OF_TIME {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.tag("t", seconds(now.plus(days(3))));
    }
  },
  SIGNED_NEVER("t", "yesterday"),
  EXPIRES {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.tag("x", seconds(now.plus(days(3))));
    }
  },
  EXPIRED {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.tag("x", seconds(now.minus(days(3))));
    }
  },
  EXPIRES_BEFORE_IT_WAS_SIGNED {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.tag("t", seconds(now.minus(days(3)))).tag("x", seconds(now.minus(days(4))));
    }
  },
  EXPIRES_NEVER("x", ""),
  LENGTH_OF_THE_BODY {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.wholeLength(1);
    }
  },
  LENGTH_WITH_ZEROS {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.wholeLength(76);
    }
  },
  LENGTH_OF_A_PART {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.bodyLength(1);
    }
  },
  LENGTH_OF_NOTHING {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.bodyLength(0);
    }
  },
  LENGTH_BEYOND_THE_BODY("l", "1000000"),
  LENGTH_OF_76_DIGITS("l", "9".repeat(76)),
  LENGTH_OF_77_DIGITS("l", "0".repeat(77)),
  LENGTH_BELOW_NOTHING("l", "-1"),
  LENGTH_OF_NO_DIGITS("l", ""),
  LENGTH_OF_TWO_NUMBERS("l", "1 000"),
  SIGNATURE_FIRST {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.signature(SignaturePlace.FIRST);
    }
  },
  SIGNATURE_SPACED {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.signature(SignaturePlace.SPACED);
    }
  },
  SIGNATURE_SPACED_FIRST {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.signature(SignaturePlace.SPACED_FIRST);
    }
  },
  FIELDS_COPIED("z", "From:A=20<a@example.org>|\r\n\t Subject:x=3B=20y"),
  FIELDS_COPIED_WITH_B("z", "Subject:x|\r\n\t b=y|X-Note:x=20b=z"),
  TAG_TWICE("s ", "other"),
  B_TWICE("b ", ""),
  UNKNOWN_TAGS {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.tag("x_new", "1").tag("bhx", "b=2").tag("B", "AAAA");
    }
  },
  TAG_WITH_HYPHEN("x-new", "1"),
  EMPTY_TAG("r", "y;"),
  TAG_WITHOUT_VALUE("r", ""),
  NO_TAG("", "x"),
  NO_VERSION("v"),
  OTHER_VERSION("v", "2"),
  VERSION_LAST {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.without("v").tag("v", "1");
    }
  },
  OBSOLETE_HASH {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.sha1();
    }
  },
  OTHER_ALGORITHM("a", "rsa-sha512"),
  LOUD_ALGORITHM("a", "RSA-SHA256"),
  ONE_FORM {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.canonicalization(RELAXED, SIMPLE).tag("c", "relaxed");
    }
  },
  NO_FORM {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.canonicalization(SIMPLE, SIMPLE).without("c");
    }
  },
  FORM_OF_NOTHING("c", "relaxed/"),
  OTHER_FORM("c", "nofws/relaxed"),
  LOUD_FORM {
    @Override
    MessageSigner apply(MessageSigner signer, Instant now) {
      return signer.canonicalization(RELAXED, RELAXED).tag("c", "Relaxed/RELAXED");
    }
  },
  QUERY("q", "dns/txt"),
  QUERIES("q", "http/x : dns/txt"),
  OLD_QUERY("q", "dns"),
  OTHER_QUERY("q", "http/x"),
  DOMAIN_IN_CAPITALS("d", "EXAMPLE.ORG"),
  DOMAIN_ELSEWHERE("d", "example.com"),
  NO_DOMAIN("d", "exam(ple.org"),
  NO_BODY_HASH("bh", ""),
  OTHER_BODY_HASH("bh", "AAAA"),
  SIGNATURE_OF_RUBBISH("b", "!!!!"),
  SIGNATURE_OF_NOTHING("b", ""),
  SIGNATURE_TOO_SHORT("b", "AAAA");

  private final String tag;
  private final Optional<String> value;

  /** Nothing special, unless {@link #apply} is overridden. */
  SignatureCase() {
    this("", Optional.empty());
  }

  /** It lacks a tag. */
  SignatureCase(String tag) {
    this(tag, Optional.empty());
  }

  /** It has another tag, or one of another value. */
  SignatureCase(String tag, String value) {
    this(tag, Optional.of(value));
  }

  SignatureCase(String tag, Optional<String> value) {
    this.tag = tag;
    this.value = value;
  }

  /** Makes a signer that is good in all else sign so. */
  MessageSigner apply(MessageSigner signer, Instant now) {
    return value.map(text -> signer.tag(tag, text)).orElseGet(() -> signer.without(tag));
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  private static String seconds(Instant time) {
    return Long.toString(time.getEpochSecond());
  }
}
