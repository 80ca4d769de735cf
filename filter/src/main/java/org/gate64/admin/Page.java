package org.gate64.admin;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What is read or done at one path. Whatever a page shows that came from outside, its maker has
 * escaped.
 *
 * @param path as requests have it, without a query
 * @param about what is there, for the index: a few words in plain ASCII
 * @param access who may, and whether it is read or done
 * @param load what one request may take
 * @param handler called on the one thread that serves all connections
 */
public record Page(String path, String about, Access access, Load load, Handler handler) {

  /** Who may, and how he has to ask. */
  public enum Access {
    /** Read by whoever can connect. */
    ANYBODY,
    /** Read from this very host only: it tells of others. */
    LOCAL,
    /** Done from this very host, with the token. */
    CHANGE,
    /** Done from this very host, with the token or with the one that is good for no more. */
    TELL;

    boolean isDone() {
      return switch (this) {
        case ANYBODY, LOCAL -> false;
        case CHANGE, TELL -> true;
      };
    }
  }

  /**
   * What one request may take.
   *
   * @param body octets of its body, at most
   * @param pace how long it may last
   */
  public record Load(long body, Pace pace) {

    /** No body, and a small answer. */
    public static final Load SMALL = new Load(0, Pace.BRISK);

    /** A form with a few fields, and a small answer. */
    public static final Load FORM = new Load(16 << 10, Pace.BRISK);
  }

  /** How long a request may last. */
  public enum Pace {
    BRISK,
    /** As long as it takes to move something large. */
    LONG;

    Duration of(AdminLimits limits) {
      return switch (this) {
        case BRISK -> limits.patience();
        case LONG -> limits.transfer();
      };
    }
  }

  /** Answers requests. */
  @FunctionalInterface
  public interface Handler {

    /**
     * Begins to answer, and does not wait: neither for the answer nor for the request's body. Where
     * the answer fails with a {@link RefusedException}, that holds the answer.
     */
    CompletableFuture<Response> answer(Request request);
  }

  /**
   * A page for anybody that can be made at once.
   *
   * @param content made anew for each request, on the one thread that answers them
   */
  public Page(String path, String about, Supplier<Response> content) {
    this(
        path,
        about,
        Access.ANYBODY,
        Load.SMALL,
        request -> CompletableFuture.completedFuture(content.get()));
  }
}
