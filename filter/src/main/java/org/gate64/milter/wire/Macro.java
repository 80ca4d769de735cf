package org.gate64.milter.wire;

/** The macros that gate64 reads (names without braces). */
public final class Macro {

  /** The mail server's own host name. */
  public static final String MTA_NAME = "j";

  /** The mail server's name for the message. */
  public static final String QUEUE_ID = "i";

  /** The SASL mechanism by which the client authenticated itself. */
  public static final String AUTH_TYPE = "auth_type";

  /** Who it is, by SASL. */
  public static final String AUTH_AUTHEN = "auth_authen";

  /** By what the mail server would deliver to a recipient; {@link #NO_MAILER} if it does not. */
  public static final String RECIPIENT_MAILER = "rcpt_mailer";

  /** Where to; of a recipient that was rejected, its enhanced status code (RFC 3463). */
  public static final String RECIPIENT_HOST = "rcpt_host";

  /** The mailer of a recipient that the mail server has rejected itself. */
  public static final String NO_MAILER = "error";

  private Macro() {}

  /** A name as it stands in a packet, {@code {auth_type}} or {@code j}, without its braces. */
  static String bare(String name) {
    return name.startsWith("{") && name.endsWith("}") && name.length() > 2
        ? name.substring(1, name.length() - 1)
        : name;
  }

  /** The name as it stands in a packet. */
  static String braced(String name) {
    return name.length() == 1 ? name : "{" + name + "}";
  }
}
