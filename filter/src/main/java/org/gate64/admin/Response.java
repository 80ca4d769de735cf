package org.gate64.admin;

/**
 * An answer.
 *
 * @param status the code (RFC 9110, section 15)
 * @param contentType the body's media type
 * @param body the text, which is sent in UTF-8
 */
public record Response(int status, String contentType, String body) {

  private static final String PLAIN = "text/plain; charset=utf-8";

  /** Plain text, of which every line ends in LF. */
  public static Response plain(int status, String body) {
    return new Response(status, PLAIN, body);
  }
}
