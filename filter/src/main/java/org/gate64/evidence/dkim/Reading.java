package org.gate64.evidence.dkim;

/** What reading a signature field came to. */
sealed interface Reading {

  /** The same of a message that nothing can be verified in. */
  Settled unverifiable(String why);

  /** It can be verified. */
  record Verifiable(DkimSignature signature) implements Reading {
    @Override
    public Settled unverifiable(String why) {
      return new Settled(signature.label().result(DkimStatus.PERMERROR, why));
    }
  }

  /** The result stands already, without a key. */
  record Settled(DkimResult result) implements Reading {
    @Override
    public Settled unverifiable(String why) {
      return this;
    }
  }
}
