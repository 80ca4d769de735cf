package org.gate64.dns.dnsjava;

import io.netty.channel.ChannelException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.gate64.dns.DnsAnswer.Failure;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.WireParseException;

/** Says what an exception on the way to a server and back amounts to. */
final class Failures {

  static final Failure CLOSED =
      new Failure(FailureReason.UNREACHABLE, "lookups have ended, for gate64 is shutting down");

  private Failures() {}

  static Failure of(@Nullable Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof SocketTimeoutException) {
      return new Failure(FailureReason.TIMEOUT, "no answer in time");
    }
    if (cause instanceof RejectedExecutionException) {
      return CLOSED;
    }
    boolean fromNetwork = cause instanceof IOException && !(cause instanceof WireParseException);
    if (fromNetwork || cause instanceof ChannelException) {
      return new Failure(FailureReason.UNREACHABLE, "the server could not be reached");
    }
    return new Failure(FailureReason.MALFORMED, "the answer could not be understood");
  }

  /** Whether nothing came back at all. */
  static boolean isSilence(Failure failure) {
    return failure.reason() == FailureReason.TIMEOUT
        || failure.reason() == FailureReason.UNREACHABLE;
  }
}
