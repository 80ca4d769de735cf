package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.fixtures.milter.MilterClient;
import org.gate64.fixtures.milter.MilterEndpoint;
import org.gate64.fixtures.mta.ChildProcess;
import org.gate64.fixtures.mta.JavaCommand;

/**
 * The packaged daemon, strict and without memory on disk, at TCP ports that the system chooses and
 * its log tells.
 */
final class DaemonAtFreePorts implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ChildProcess process;

  private DaemonAtFreePorts(ChildProcess process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param settings further lines of its configuration, with {@code %s} for the address of its DNS
   */
  static DaemonAtFreePorts start(Path directory, DnsServer dns, String settings)
      throws IOException {
    String server = dns.address().getAddress().getHostAddress() + ":" + dns.address().getPort();
    Path conf =
        Files.writeString(
            directory.resolve("gate64.conf"),
            """
            listen = ["inet:0@127.0.0.1"]
            state-dir = ""
            policy.ipv6.strictness = strict
            admin.listen = "inet:0@127.0.0.1"
            """
                + settings.formatted(server));
    Path jar = Path.of(System.getProperty("gate64.jar"));
    ChildProcess process =
        ChildProcess.start(
            directory.resolve("gate64.log"),
            JavaCommand.ofJar(jar, "run", "--conf", conf.toString()));
    process.awaitOutput("is ready", PATIENCE);
    return new DaemonAtFreePorts(process);
  }

  ChildProcess process() {
    return process;
  }

  /** A client of this address, called mail.example.org, that has said HELO. */
  MilterClient session(String address) throws IOException {
    return session("mail.example.org", address);
  }

  /** The same, which the mail server calls otherwise. */
  MilterClient session(String name, String address) throws IOException {
    String milter = logged("Listening on (inet:\\d+@127\\.0\\.0\\.1)\\n");
    MilterClient session = MilterClient.open(MilterEndpoint.parse(milter));
    session.connect(name, InetAddress.getByName(address), 40_000);
    session.helo("mail.example.org");
    return session;
  }

  /** A page of its admin interface. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    String port = logged("Listening on inet:(\\d+)@127\\.0\\.0\\.1 for admin\\.listen");
    URI page = URI.create("http://127.0.0.1:" + port + path);
    return http.send(
        HttpRequest.newBuilder(page).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.close();
  }

  private String logged(String pattern) {
    Matcher line = Pattern.compile(pattern).matcher(process.output());
    assertThat(line.find()).as("the log has %s", pattern).isTrue();
    return line.group(1);
  }
}
