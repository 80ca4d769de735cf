package org.gate64.evidence.dkim;

import org.gate64.net.HeaderField;

/** The two ways of canonicalizing header and body (RFC 6376, section 3.4). */
enum Canonicalization {
  SIMPLE {
    @Override
    void header(HeaderField field, StringBuilder out) {
      out.append(field.name()).append(':').append(field.value());
    }

    @Override
    BodyCanonicalizer body(BodyDigest digest) {
      return new SimpleBodyCanonicalizer(digest);
    }
  },

  RELAXED {
    @Override
    void header(HeaderField field, StringBuilder out) {
      RelaxedHeader.append(field, out);
    }

    @Override
    BodyCanonicalizer body(BodyDigest digest) {
      return new RelaxedBodyCanonicalizer(digest);
    }
  };

  /** Appends the canonical form of a field, without a CRLF at the end. */
  abstract void header(HeaderField field, StringBuilder out);

  /** Makes a canonicalizer for one body that writes to the digest. */
  abstract BodyCanonicalizer body(BodyDigest digest);
}
