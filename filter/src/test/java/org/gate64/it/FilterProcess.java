package org.gate64.it;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.fixtures.dns.Zone;
import org.gate64.fixtures.milter.EndOfMessage;
import org.gate64.fixtures.milter.Message;
import org.gate64.fixtures.milter.MilterClient;
import org.gate64.fixtures.milter.MilterEndpoint;
import org.gate64.fixtures.milter.Modification;
import org.gate64.fixtures.milter.Reply;
import org.gate64.fixtures.mta.ChildProcess;
import org.gate64.fixtures.mta.JavaCommand;

/** The packaged daemon with a DNS of its own, asked over a unix socket by nobody but the test. */
final class FilterProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path directory;
  private final DnsServer dns;
  private Optional<ChildProcess> process = Optional.empty();
  private int starts;

  private FilterProcess(Path directory, DnsServer dns) {
    this.directory = directory;
    this.dns = dns;
  }

  /**
   * Starts it.
   *
   * @param zone what DNS knows
   * @param settings further lines of its configuration
   */
  static FilterProcess start(Path directory, String zone, String settings) throws IOException {
    FilterProcess filter = new FilterProcess(directory, DnsServer.onLoopback(Zone.parse(zone)));
    Files.writeString(
        filter.configuration(),
        """
        listen = ["%s"]
        state-dir = "%s"
        admin.listen = ""
        dns { servers = ["127.0.0.1:%d"] }
        %s
        """
            .formatted(
                filter.socket(),
                directory.resolve("state"),
                filter.dns.address().getPort(),
                settings));
    filter.start();
    return filter;
  }

  /** Starts it again, after it was stopped or killed. */
  void start() throws IOException {
    List<String> command =
        JavaCommand.ofJar(
            Path.of(System.getProperty("gate64.jar")), "run", "--conf", configuration().toString());
    Path log = directory.resolve("gate64-" + ++starts + ".log");
    ChildProcess started = ChildProcess.start(log, command);
    process = Optional.of(started);
    started.awaitOutputOfJvm("ready", PATIENCE);
  }

  /** Ends it as an init system does. */
  void stop() throws IOException {
    ChildProcess running = process.orElseThrow();
    running.terminate();
    running.awaitExit(PATIENCE);
  }

  /** Ends it as a power cut does. */
  void kill() throws IOException {
    process.orElseThrow().kill();
  }

  /** Lets it hang (SIGSTOP), until {@link #resume}. */
  void pause() throws IOException {
    process.orElseThrow().pause();
  }

  void resume() throws IOException {
    process.orElseThrow().resume();
  }

  /** What this start has logged. */
  String log() {
    return process.orElseThrow().output();
  }

  Path state() {
    return directory.resolve("state");
  }

  /** Shows a message to it; what it says of the whole message. */
  Result send(String client, byte[] message, String sender, String... recipients)
      throws IOException {
    try (MilterClient mta = MilterClient.open(MilterEndpoint.parse(socket()))) {
      mta.connect("unknown", InetAddress.getByName(client), 25);
      mta.helo("mail.good.example");
      mta.mailFrom("<" + sender + ">");
      for (String recipient : recipients) {
        Reply reply = mta.rcptTo("<" + recipient + ">");
        if (reply instanceof Reply.ReplyCode refusal) {
          return new Result(refusal.toString(), "");
        }
      }
      mta.data();
      EndOfMessage end = mta.message(Message.parse(message));
      String verdict =
          end.inserted().stream()
              .filter(header -> header.name().equals("Gate64-Verdict"))
              .map(Modification.InsertHeader::value)
              .map(value -> value.replaceAll("\\s+", " ").strip())
              .findFirst()
              .orElse("");
      return new Result(end.reply().toString(), verdict);
    }
  }

  /**
   * What came of a message.
   *
   * @param reply the filter's
   * @param verdict the header's value in one line; empty where it was refused
   */
  record Result(String reply, String verdict) {}

  @Override
  public void close() {
    process.ifPresent(ChildProcess::close);
    dns.close();
  }

  private Path configuration() {
    return directory.resolve("gate64.conf");
  }

  private String socket() {
    return "unix:" + directory.resolve("milter.sock");
  }
}
