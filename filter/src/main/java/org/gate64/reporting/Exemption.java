package org.gate64.reporting;

import java.util.Locale;

/** Why a message was not judged at all. */
public enum Exemption {
  /** The client is in one of the trusted networks. */
  TRUSTED_NETWORK,
  /** The client authenticated itself to the mail server (SMTP AUTH). */
  AUTHENTICATED,
  /** There is no client: the message was submitted on the mail server's own host. */
  LOCAL;

  /** The word in header and log. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
