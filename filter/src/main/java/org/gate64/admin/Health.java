package org.gate64.admin;

import java.util.List;

/**
 * Whether the daemon does its work.
 *
 * @param state all in one word
 * @param details further lines, for people
 */
public record Health(State state, List<String> details) {

  /** What the daemon is about. */
  public enum State {
    /** It does not listen everywhere yet. */
    STARTING("starting", 503),
    /** Mail servers can connect, and their mail is judged. */
    READY("ok", 200),
    /** It finishes what has begun, and takes nothing new. */
    STOPPING("stopping", 503);

    private final String word;
    private final int status;

    State(String word, int status) {
      this.word = word;
      this.status = status;
    }
  }

  public Health {
    details = List.copyOf(details);
  }

  /** The state in the first line, a detail in each that follows; 200 says that all is well. */
  public Response toResponse() {
    StringBuilder text = new StringBuilder(state.word).append('\n');
    details.forEach(line -> text.append(line).append('\n'));
    return Response.plain(state.status, text.toString());
  }
}
