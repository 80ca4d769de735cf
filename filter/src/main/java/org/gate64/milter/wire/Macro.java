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
