package org.gate64.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.fixtures.mail.MessageSigner;
import org.gate64.fixtures.mail.SigningKey;
import org.gate64.fixtures.mta.ChildProcess;
import org.gate64.fixtures.mta.JavaCommand;
import org.gate64.fixtures.mta.MailServer;
import org.gate64.fixtures.mta.NetworkNamespace;
import org.gate64.fixtures.mta.Place;
import org.gate64.fixtures.mta.SmtpClient;

/**
 * A mail server that asks the packaged daemon, and the DNS that both live by: each a process of its
 * own, in a network namespace where the clients' addresses are real. IPv6 is judged strictly, IPv4
 * only observed.
 */
final class MailHost implements AutoCloseable {

  static final String AUTHSERV_ID = "mx.example.net";

  private static final String READY = "ready";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path directory;
  private final Path configuration;
  private final SigningKey key = SigningKey.rsa(2048);
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Place place;
  private final MailServer mailServer;
  private ChildProcess daemon;
  private int starts;

  /** Another milter, which the mail server asks before the daemon. */
  @FunctionalInterface
  interface Forerunner {

    /**
     * Starts it.
     *
     * @param open takes what is to be closed in the end
     * @return how the mail server reaches it
     */
    String start(Place place, Path directory, Deque<AutoCloseable> open) throws IOException;
  }

  private MailHost(
      Place place,
      Path directory,
      Mta mta,
      MilterTransport transport,
      String settings,
      List<Forerunner> forerunners)
      throws IOException {
    this.place = place;
    this.directory = directory;
    this.configuration = directory.resolve("gate64.conf");
    try {
      if (place instanceof NetworkNamespace own) {
        open.push(own);
      }
      int dnsPort = place.freePort();
      startDns(dnsPort);
      MilterTransport.Endpoint endpoint = transport.endpoint(place, directory);
      configure(endpoint, dnsPort, settings);
      daemon = startDaemon();
      List<String> milters = new ArrayList<>();
      for (Forerunner forerunner : forerunners) {
        milters.add(forerunner.start(place, directory, open));
      }
      milters.add(mta.milter(endpoint));
      mailServer = mta.start(place, directory, milters, open);
      open.push(mailServer);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Starts everything below a directory; skips the test where the machine has no Postfix. */
  static MailHost start(Path directory, MilterTransport transport) throws IOException {
    return start(directory, transport, "");
  }

  /** The same with a mail server of somebody's; skips the test where it cannot be had. */
  static MailHost start(Path directory, Mta mta, MilterTransport transport) throws IOException {
    assume(mta);
    return new MailHost(findPlace(directory), directory, mta, transport, "", List.of());
  }

  /**
   * The same with a daemon that is set up otherwise.
   *
   * @param settings go before what they would be
   * @param forerunners stand before it
   */
  static MailHost start(
      Path directory, MilterTransport transport, String settings, Forerunner... forerunners)
      throws IOException {
    assume(Mta.POSTFIX);
    return new MailHost(
        findPlace(directory), directory, Mta.POSTFIX, transport, settings, List.of(forerunners));
  }

  /**
   * The same in a namespace that is there already, and ends with this.
   *
   * @param settings go before what they would be
   */
  static MailHost in(NetworkNamespace namespace, Path directory, String settings)
      throws IOException {
    assume(Mta.POSTFIX);
    return new MailHost(
        namespace, directory, Mta.POSTFIX, MilterTransport.TCP, settings, List.of());
  }

  private static void assume(Mta mta) {
    Optional<String> reason = mta.unavailableBecause();
    assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
  }

  /** Starts the daemon again after its end. */
  void restartDaemon() throws IOException {
    daemon = startDaemon();
  }

  Path configuration() {
    return configuration;
  }

  MailServer mailServer() {
    return mailServer;
  }

  ChildProcess daemon() {
    return daemon;
  }

  Place place() {
    return place;
  }

  /** What the daemon has logged, since it was ready, that is more than information. */
  List<String> complaints() {
    String log = daemon.output();
    return log.substring(log.indexOf(READY))
        .lines()
        .filter(line -> line.matches(".*\\b(WARN|ERROR)\\b.*"))
        .toList();
  }

  /** A client that has said EHLO. */
  SmtpClient greet(Client client) throws IOException {
    return greet(client.address());
  }

  /** The same, of any address. */
  SmtpClient greet(InetAddress client) throws IOException {
    SmtpClient smtp = mailServer.connectFrom(client);
    smtp.ehlo("mail.good.example");
    return smtp;
  }

  /** Where a client connects to whose address cannot be chosen: it comes from the same address. */
  InetSocketAddress server() {
    InetAddress good = Client.GOOD.address();
    InetAddress address = place.owns(good) ? good : InetAddress.getLoopbackAddress();
    return new InetSocketAddress(address, mailServer.port());
  }

  /** Signs for good.example, with the key in its DNS. */
  byte[] signed(byte[] message) {
    return signer().sign(message);
  }

  /** The same in other ways. */
  MessageSigner signer() {
    return MessageSigner.of(key, "good.example", "s1");
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  private static Place findPlace(Path directory) throws IOException {
    Optional<String> reason = NetworkNamespace.unavailableBecause();
    if (reason.isPresent()) {
      // deploy/test repeats lines that begin like this one at its end.
      System.out.println("LIMIT: no network namespace, XCLIENT was used instead: " + reason.get());
      return Place.machine();
    }
    return NetworkNamespace.create(
        directory, Arrays.stream(Client.values()).map(Client::address).toList());
  }

  private void startDns(int port) throws IOException {
    Path zone = directory.resolve("mail.zone");
    try (InputStream text = MailHost.class.getResourceAsStream("mail.zone")) {
      String lines =
          new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.US_ASCII);
      Files.writeString(zone, key.zoneLine("s1", "good.example") + "\n" + lines);
    }
    List<String> command =
        JavaCommand.of(DnsServer.class, "--zone", zone.toString(), "--listen", "127.0.0.1:" + port);
    ChildProcess dns = ChildProcess.start(directory.resolve("dns.log"), place.command(command));
    open.push(dns);
    dns.awaitOutput("serving ", PATIENCE);
  }

  private void configure(MilterTransport.Endpoint endpoint, int dnsPort, String settings)
      throws IOException {
    Files.writeString(
        configuration,
        """
        listen = ["%s"]
        socket-mode = "0666"
        authserv-id = "%s"
        trusted-networks = ["2001:db8:7::/64"]
        state-dir = ""
        admin.listen = ""
        dns { servers = ["127.0.0.1:%d"] }
        policy { ipv6 { strictness = strict }, ipv4 { strictness = observe } }
        %s
        """
            .formatted(endpoint.listen(), AUTHSERV_ID, dnsPort, settings));
  }

  private ChildProcess startDaemon() throws IOException {
    Path jar = Path.of(System.getProperty("gate64.jar"));
    List<String> command = JavaCommand.ofJar(jar, "run", "--conf", configuration.toString());
    ChildProcess started =
        ChildProcess.start(
            directory.resolve("gate64-" + ++starts + ".log"), place.command(command));
    open.push(started);
    started.awaitOutputOfJvm(READY, PATIENCE);
    return started;
  }
}
