package org.gate64.app;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.gate64.admin.AdminLimits;
import org.gate64.admin.AdminServer;
import org.gate64.admin.Page;
import org.gate64.feedback.Feedback;
import org.gate64.feedback.FeedbackFigures;
import org.gate64.feedback.FeedbackSettings;
import org.gate64.feedback.Samples;
import org.gate64.feedback.local.LocalWordStore;
import org.gate64.net.ListenAddress;
import org.gate64.reputation.Ancestry;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Decay;
import org.gate64.reputation.ReputationSettings;
import org.gate64.reputation.ScoreSettings;
import org.gate64.reputation.Scoring;

/** The admin interface of a node that remembers, in this process, and its configuration file. */
final class TestNode implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

  private static final ListenAddress.Inet ANY_PORT =
      (ListenAddress.Inet) ListenAddress.parse("inet:0@127.0.0.1").orElseThrow();

  final Decay decay = new Decay(Duration.ofDays(14), Duration.ofHours(1));
  final MapMemory memory = new MapMemory(decay);
  final FeedbackFigures heard = new FeedbackFigures();
  final Feedback feedback =
      new Feedback(
          () -> Samples.ring(Samples.key(1, NOW)),
          new LocalWordStore(FeedbackSettings.usual(), () -> 0),
          memory,
          FeedbackSettings.usual(),
          new ReputationSettings(
              Map.of(Cause.FEEDBACK_SPAM, 1.0, Cause.FEEDBACK_HAM, 0.5),
              Map.of(),
              10,
              8,
              Duration.ofDays(14)),
          new Scoring(ScoreSettings.usual(), new Ancestry(64, 32), decay),
          InstantSource.fixed(NOW));
  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final AdminWork work = new AdminWork();
  private final AdminServer server;
  private final int port;
  private final Path directory;

  private TestNode(Path directory, Function<TestNode, List<Page>> what) throws IOException {
    this.directory = directory;
    List<Page> pages = new ArrayList<>(what.apply(this));
    pages.add(
        new Status()
            .line("version", () -> new StatusValue.Word("1"))
            .line("long name", () -> new StatusValue.Word("\u001b[0m"))
            .page(work));
    server =
        new AdminServer(
            pages,
            Set.of(),
            AdminTokenFile.changes(Optional.of(directory)),
            AdminLimits.usual(),
            InstantSource.system(),
            loops.next());
    port = server.listen(ANY_PORT).address().getPort();
  }

  /** Starts it, with this state directory. */
  static TestNode start(Path directory) throws IOException {
    return new TestNode(directory, TestNode::reputation);
  }

  /** One that has no reputation. */
  static TestNode withoutMemory(Path directory) throws IOException {
    return new TestNode(directory, node -> List.of());
  }

  private List<Page> reputation() {
    List<Page> pages = new ArrayList<>(pagesOfReputation());
    pages.add(new FeedbackPage(feedback, heard, work).page());
    return pages;
  }

  private List<Page> pagesOfReputation() {
    return new ReputationPages(
            memory,
            memory,
            new Scoring(ScoreSettings.usual(), new Ancestry(64, 32), decay),
            new SnapshotForm(Optional.of(directory)),
            InstantSource.fixed(NOW),
            work)
        .pages();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** A configuration that names this node, as the daemon's would. */
  Path conf(String host) throws IOException {
    return Files.writeString(
        directory.resolve("gate64.conf"),
        "state-dir = \"%s\"\nadmin.listen = \"inet:%d@%s\"\n".formatted(directory, port, host));
  }

  @Override
  public void close() {
    server.close();
    work.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
