package org.gate64.admin;

/** Whether anything can be changed over the interface. */
public sealed interface Changes {

  /** By whoever has the token. */
  record WithToken(AdminToken token) implements Changes {}

  /**
   * By nobody.
   *
   * @param reason why, and what to do about it: a sentence
   */
  record Never(String reason) implements Changes {}
}
