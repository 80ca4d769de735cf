package org.gate64.app;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gate64.admin.AdminLimits;
import org.gate64.admin.AdminServer;
import org.gate64.admin.Page;
import org.gate64.config.NetworkSettings;
import org.gate64.net.ListenAddress;
import org.gate64.reputation.Ancestry;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Change;
import org.gate64.reputation.Decay;
import org.gate64.reputation.ReputationArchive;
import org.gate64.reputation.ScoreSettings;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.Tally;
import org.gate64.reputation.TrackRecord;
import org.gate64.reputation.Version;
import org.gate64.reputation.Writer;

/** The admin interface of a node that remembers, in this process, and its configuration file. */
final class TestNode implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

  private static final ListenAddress.Inet ANY_PORT =
      (ListenAddress.Inet) ListenAddress.parse("inet:0@127.0.0.1").orElseThrow();

  final Decay decay = new Decay(Duration.ofDays(14), Duration.ofHours(1));
  final MapMemory memory = new MapMemory(decay);
  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final AdminWork work = new AdminWork();
  private final AdminServer server;
  private final int port;
  private final Path directory;

  private TestNode(Path directory) throws IOException {
    this.directory = directory;
    List<Page> pages =
        new ArrayList<>(
            new ReputationPages(
                    memory,
                    memory,
                    new Scoring(ScoreSettings.usual(), new Ancestry(64, 32), decay),
                    new NetworkSettings(64, 32),
                    new LineForm(),
                    InstantSource.fixed(NOW),
                    work)
                .pages());
    pages.add(
        new Status().line("version", () -> "1").line("long name", () -> "\u001b[0m").page(work));
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
    return new TestNode(directory);
  }

  int port() {
    return port;
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

  /** Subject, cause and weight on each line; enough to see what goes over the wire. */
  private static final class LineForm implements SnapshotForm {

    private static final Writer OTHER = new Writer(0xb2);

    @Override
    public void write(ReputationArchive memory, OutputStream out) throws IOException {
      List<String> lines = new ArrayList<>();
      memory.forEach(
          (subject, record) ->
              record
                  .entries()
                  .values()
                  .forEach(
                      entry ->
                          entry
                              .tally()
                              .causes()
                              .forEach(
                                  (cause, weight) ->
                                      lines.add(subject + "|" + cause + "|" + weight + "\n"))));
      for (String line : lines) {
        if (line.startsWith("broken.example.org")) {
          throw new IOException("this cannot be written");
        }
        out.write(line.getBytes(StandardCharsets.UTF_8));
      }
    }

    @Override
    public long read(InputStream in, ReputationArchive memory) throws IOException {
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      long count = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split("\\|", -1);
        if (parts.length != 3) {
          throw new IOException("line " + (count + 1) + " is damaged");
        }
        Tally tally = Tally.of(Cause.valueOf(parts[1]), Double.parseDouble(parts[2]), NOW);
        memory.restore(
            MapMemory.subject(parts[0]),
            TrackRecord.empty().with(OTHER, new Version(1, 1), Change.of(tally), decay()));
        count++;
      }
      return count;
    }

    private static Decay decay() {
      return new Decay(Duration.ofDays(14), Duration.ofHours(1));
    }
  }
}
