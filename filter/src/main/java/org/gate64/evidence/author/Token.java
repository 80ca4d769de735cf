package org.gate64.evidence.author;

/** A piece of an address list, comments and white space left out. */
record Token(Kind kind, String text) {

  /** What a token is. */
  enum Kind {
    ATOM,
    /** A quoted string without its quotes. */
    QUOTED,
    /** A domain literal with its brackets. */
    LITERAL,
    /** One of {@code , ; : < > @ .} */
    SPECIAL,
    /** An address may stand here for some readers, and for others none. */
    UNCLEAR
  }

  boolean is(char special) {
    return kind == Kind.SPECIAL && text.charAt(0) == special;
  }
}
