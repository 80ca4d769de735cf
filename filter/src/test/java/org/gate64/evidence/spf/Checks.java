package org.gate64.evidence.spf;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gate64.dns.Dns;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.gate64.net.MailPath;

/** Checks against DNS that answers at once, so that one hop is enough and the timer not needed. */
final class Checks {

  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private static final DomainName RECEIVER = DomainName.parse("mx.receiver.example").orElseThrow();
  private static final ScheduledExecutorService STOPPED = stopped();

  private Checks() {}

  static SpfResult check(Dns dns, String client, String sender) {
    return check(dns, SpfSettings.defaults(), query(client, "helo.example.org", sender));
  }

  static SpfResult check(Dns dns, SpfSettings settings, SpfQuery query) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    CompletableFuture<SpfResult> result =
        new SpfCheck(dns, settings, startOnly(), STOPPED, clock).check(query).result();
    if (!result.isDone()) {
      throw new AssertionError("still waiting, though every answer came at once");
    }
    return result.join();
  }

  static SpfQuery query(String client, String helo, String sender) {
    return new SpfQuery(
        ClientAddress.parse(client).orElseThrow(), helo, MailPath.parse(sender), RECEIVER);
  }

  /** A timer for tests in which nothing is to end by itself, however slow the machine is. */
  static ScheduledThreadPoolExecutor timeStandsStill() {
    return new ScheduledThreadPoolExecutor(1, task -> new Thread(() -> {}));
  }

  private static Executor startOnly() {
    AtomicBoolean started = new AtomicBoolean();
    return task -> {
      if (started.getAndSet(true)) {
        throw new AssertionError("an answer that came at once was taken for a late one");
      }
      task.run();
    };
  }

  private static ScheduledExecutorService stopped() {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    timer.shutdown();
    return timer;
  }
}
