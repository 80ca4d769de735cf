package org.gate64.app;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gate64.admin.Health;
import org.gate64.admin.Page;
import org.gate64.config.Configuration;
import org.gate64.feedback.FeedbackFigures;
import org.gate64.milter.server.MilterServer;
import org.gate64.net.ListenAddress;
import org.gate64.reporting.Decision;
import org.gate64.reporting.DecisionLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gate64: started piece by piece, and stopped in the opposite order. */
final class Daemon {

  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private final Duration drain;
  private final Logging logging;
  private final MilterServer server;
  private final AdminInterface admin;
  private final Deque<AutoCloseable> parts;
  private final CountDownLatch end = new CountDownLatch(1);

  private Daemon(
      Duration drain,
      Logging logging,
      MilterServer server,
      AdminInterface admin,
      Deque<AutoCloseable> parts) {
    this.drain = drain;
    this.logging = logging;
    this.server = server;
    this.admin = admin;
    this.parts = parts;
  }

  /**
   * Starts everything and listens.
   *
   * @throws IOException where a socket cannot be bound or the state directory not be used; nothing
   *     is left running then
   */
  static Daemon start(Configuration configuration) throws IOException {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    Logging logging = Logging.start(configuration.log());
    try {
      if (configuration.stateDir().isPresent()) {
        parts.push(StateDirectory.hold(configuration.stateDir().get()));
      }
      DecisionLog decisions = new DecisionLog(configuration.log().format(), logging::verdict);
      Meters meters = new Meters();
      parts.push(meters);
      Memory memory = Memory.open(configuration, Settings.scoring(configuration));
      parts.push(memory);
      RecentVerdicts verdicts = new RecentVerdicts(Clock.systemUTC());
      Consumer<Decision> log = decisions::record;
      Gate gate = new Gate(configuration, memory, meters.counted(log.andThen(verdicts::count)));
      parts.push(gate);
      EventLoopGroup loops =
          new MultiThreadIoEventLoopGroup(
              new NamedThreads("gate64-milter"), NioIoHandler.newFactory());
      parts.push(() -> loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await());
      MilterServer server =
          new MilterServer(gate.screening(), Settings.server(configuration), loops);
      parts.push(server);
      meters.watch(server);
      SteeringMeters.show(meters, gate.steering());
      DnsMeters.show(meters, gate.dnsStatistics(), gate.resolverHealth());
      FeedbackFigures heard = new FeedbackFigures();
      FeedbackMeters.show(meters, heard);
      AdminWork work = new AdminWork();
      parts.push(work);
      AdminInterface admin =
          AdminInterface.start(
              configuration.admin(),
              AdminTokenFile.changes(configuration.stateDir()),
              meters,
              () -> details(server, gate),
              pages(configuration, memory, heard, work, status(server, gate, memory, verdicts)));
      parts.push(admin);
      for (ListenAddress address : configuration.listen()) {
        LOG.info("Listening on {}", server.listen(address));
      }
      admin.tell(Health.State.READY);
      LOG.info("gate64 {} is ready: {}", Version.text(), summary(configuration));
      return new Daemon(configuration.limits().drain(), logging, server, admin, parts);
    } catch (IOException failure) {
      stop(parts);
      logging.close();
      throw failure;
    }
  }

  /** Waits until the daemon has been stopped. */
  void awaitEnd() throws InterruptedException {
    end.await();
  }

  /**
   * Lets running messages finish, stops everything, and ends the process with 0: for a shutdown
   * hook, after which the process would otherwise end with the number of the signal.
   */
  void stopAndExit() {
    try {
      admin.tell(Health.State.STOPPING);
      LOG.info("Stopping; {} messages on their way", server.busy());
      server.drain(drain);
      int left = server.busy();
      if (left > 0) {
        LOG.warn("Stopped with {} messages unfinished after limits.drain ({})", left, drain);
      }
      stop(parts);
      LOG.info("Stopped");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      logging.close();
      end.countDown();
      Runtime.getRuntime().halt(0);
    }
  }

  /** What to know of the daemon's health beside its state. */
  private static List<String> details(MilterServer server, Gate gate) {
    return List.of(
        "sessions: " + server.sessions(),
        "messages on their way: " + server.busy(),
        "resolver: " + ResolverStatus.of(gate.resolverHealth()).text());
  }

  private static List<Page> pages(
      Configuration configuration,
      Memory memory,
      FeedbackFigures heard,
      AdminWork work,
      Status status) {
    List<Page> pages = new ArrayList<>();
    pages.add(status.page(work));
    pages.addAll(
        new ReputationPages(
                memory.store(),
                memory.archive(),
                Settings.scoring(configuration),
                new SnapshotForm(configuration.stateDir()),
                Clock.systemUTC(),
                work)
            .pages());
    memory
        .feedback()
        .ifPresent(feedback -> pages.add(new FeedbackPage(feedback, heard, work).page()));
    return pages;
  }

  private static Status status(
      MilterServer server, Gate gate, Memory memory, RecentVerdicts verdicts) {
    Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Status status = new Status();
    status
        .line("version", () -> new StatusValue.Word(Version.text()))
        .line("running since", () -> new StatusValue.Word(since.toString()))
        .line("sessions", () -> new StatusValue.Count(server.sessions()))
        .line("messages on their way", () -> new StatusValue.Count(server.busy()))
        .line("verdicts of the last hour", verdicts::lastHour)
        .line("resolver", () -> ResolverStatus.of(gate.resolverHealth()))
        .line("steered mail", () -> SteeredNetworks.totals(gate.steering()))
        .table("steered networks", () -> SteeredNetworks.of(gate.steering()));
    memory.tell(status);
    return status;
  }

  private static void stop(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} could not be closed", part.getClass().getSimpleName(), e);
      }
    }
  }

  private static String summary(Configuration configuration) {
    return "IPv6 mail is held to \""
        + configuration.policy().ipv6().strictness().keyword()
        + "\", IPv4 mail to \""
        + configuration.policy().ipv4().strictness().keyword()
        + "\"";
  }
}
