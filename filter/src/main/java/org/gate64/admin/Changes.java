package org.gate64.admin;

/** Whether anything can be changed over the interface. */
public sealed interface Changes {

  /**
   * By whoever has a token.
   *
   * @param token good for everything
   * @param telling good for pages of {@link Page.Access#TELL} alone
   */
  record WithTokens(AdminToken token, AdminToken telling) implements Changes {}

  /**
   * By nobody.
   *
   * @param reason why, and what to do about it: a sentence
   */
  record Never(String reason) implements Changes {}
}
