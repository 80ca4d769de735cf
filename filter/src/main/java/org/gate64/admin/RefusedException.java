package org.gate64.admin;

import java.io.IOException;

/** A request cannot be served, for a reason that is told to whoever asked. */
public final class RefusedException extends IOException {

  private static final long serialVersionUID = 1;

  private final transient Response response;

  /** With this answer. */
  public RefusedException(Response response) {
    super("answered with " + response.status());
    this.response = response;
  }

  /** With this code, and this reason in plain text: a whole sentence. */
  public static RefusedException of(int status, String reason) {
    return new RefusedException(Response.plain(status, reason + "\n"));
  }

  /** The request's body is larger than it may be. */
  static RefusedException tooLarge(long most) {
    return new RefusedException(Requests.tooLarge(most));
  }

  /** What to answer. */
  public Response response() {
    return response;
  }
}
