package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gate64.fixtures.mail.TestMessage;
import org.gate64.fixtures.mta.ChildProcess;
import org.gate64.fixtures.mta.JavaCommand;
import org.gate64.fixtures.mta.Lan;
import org.gate64.fixtures.mta.SmtpClient;
import org.gate64.fixtures.mta.SmtpReply;

/**
 * Three hosts in a network of their own. Each has a Postfix, the daemon that it asks, and a DNS
 * server; the daemons share one memory. They refuse bad networks and nobody else.
 */
final class MailCluster implements AutoCloseable {

  static final int HOSTS = 3;

  private static final String RECIPIENT = "b@example.net";
  private static final int TRAPS = 4;
  private static final double WEIGHT_OF_A_TRAP = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Lan lan;
  private final List<MailHost> hosts = new ArrayList<>();
  private int sent;

  private MailCluster(Path directory, List<InetAddress> clients) throws IOException {
    // Postfix's programs run as other users.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    lan = Lan.create(directory, HOSTS, clients);
    try {
      for (int i = 0; i < HOSTS; i++) {
        Path own = Files.createDirectory(directory.resolve("mail" + i));
        hosts.add(MailHost.in(lan.host(i), own, settings(i, own)));
      }
      for (int i = 0; i < HOSTS; i++) {
        awaitWhole(i);
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts it; skips the test where the machine has no Postfix, or makes no such network.
   *
   * @param clients the addresses of those who send mail, the same at each host
   */
  static MailCluster start(Path directory, List<InetAddress> clients) throws IOException {
    Optional<String> reason = Lan.unavailableBecause();
    // deploy/test repeats lines that begin like this one at its end.
    reason.ifPresent(it -> System.out.println("LIMIT: no cluster of several hosts: " + it));
    assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
    return new MailCluster(directory, clients);
  }

  private static String settings(int index, Path directory) {
    String members =
        IntStream.range(0, HOSTS)
            .mapToObj(i -> '"' + Lan.address(i) + ":5701\"")
            .collect(Collectors.joining(", "));
    String traps =
        IntStream.range(0, TRAPS)
            .mapToObj(i -> '"' + trap(i) + '"')
            .collect(Collectors.joining(", "));
    return """
        state-dir = "%s"
        admin.listen = "inet:8865@127.0.0.1"
        policy.ipv6 { strictness = observe, on { network-bad = reject } }
        reputation.traps = [%s]
        cluster { enabled = true, bind = "%s:5701", members = [%s] }
        """
        .formatted(directory.resolve("state"), traps, Lan.address(index), members);
  }

  private static String trap(int number) {
    return "trap" + number + "@example.net";
  }

  Lan lan() {
    return lan;
  }

  MailHost host(int index) {
    return hosts.get(index);
  }

  List<MailHost> hosts() {
    return hosts;
  }

  /** Addresses by a pattern that takes a number, which begins at 1. */
  static List<InetAddress> addresses(String pattern, int count) {
    List<InetAddress> addresses = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      try {
        addresses.add(InetAddress.getByName(pattern.formatted(i)));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return addresses;
  }

  static void tell(String what) {
    System.out.println("cluster of hosts: " + what);
  }

  /** Until one host sees all, and none of its records is without a copy. */
  void awaitWhole(int host) throws IOException {
    awaitStatus(host, "3 members", "every record has its copy");
  }

  /** Until one host says so of its cluster. */
  void awaitStatus(int host, String... parts) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String status = ask(host, "status");
    while (!Arrays.stream(parts).allMatch(status::contains)) {
      assertThat(System.nanoTime()).as("until host %d is so: %s", host, status).isLessThan(end);
      pause(Duration.ofMillis(200));
      status = ask(host, "status");
    }
  }

  /** A network that becomes bad by this. */
  void spam(int host, InetAddress client) throws IOException {
    try (SmtpClient smtp = host(host).greet(client)) {
      // For each sender, a trap counts once.
      smtp.mail("spammer" + ++sent + "@nospf.example");
      for (int i = 0; i < TRAPS; i++) {
        assertThat(smtp.rcpt(trap(i)).isPositive()).isTrue();
      }
      SmtpReply unused = smtp.data(message("spam " + sent));
    }
  }

  /** What a network has against it after so much {@link #spam}. */
  static double weightOf(int spams) {
    return spams * TRAPS * WEIGHT_OF_A_TRAP;
  }

  static SmtpReply send(MailHost host, InetAddress client, String subject) throws IOException {
    try (SmtpClient smtp = host.greet(client)) {
      return smtp.send("a@nospf.example", RECIPIENT, message(subject));
    }
  }

  /** How long it takes, from now, until the others refuse the network; it sends mail until then. */
  Duration untilRefused(InetAddress client, Duration most) throws IOException {
    long begun = System.nanoTime();
    Duration took = Duration.ZERO;
    for (MailHost host : hosts) {
      while (!isRefusal(send(host, client, "until it is refused"))) {
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("%s", client).isLessThan(most);
        pause(PAUSE);
      }
      took = Duration.ofNanos(System.nanoTime() - begun);
    }
    return took;
  }

  static boolean isRefusal(SmtpReply reply) {
    return reply.codes().equals("550 5.7.1");
  }

  /** The standings at one host, with their scores in hundredths. */
  Map<String, String> standings(int host) throws IOException {
    Map<String, String> standings = new TreeMap<>();
    String list = ask(host, "reputation", "list", "--standing", "bad", "--format", "json");
    for (JsonNode each : new ObjectMapper().readTree(list).get("subjects")) {
      standings.put(
          each.get("subject").asText(),
          "%s %.2f".formatted(each.get("standing").asText(), each.get("score").asDouble()));
    }
    return standings;
  }

  /** What one host knows of a subject. */
  JsonNode show(int host, String subject) throws IOException {
    String shown = ask(host, "reputation", "show", subject, "--format", "json");
    return new ObjectMapper().readTree(shown).get("subjects").get(0);
  }

  /** Runs one of the daemon's commands beside it. */
  String ask(int host, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addAll(List.of("--conf", host(host).configuration().toString()));
    Path jar = Path.of(System.getProperty("gate64.jar"));
    return ChildProcess.output(
        PATIENCE, lan.host(host).command(JavaCommand.ofJar(jar, command.toArray(String[]::new))));
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] message(String subject) {
    return TestMessage.between("a@nospf.example", RECIPIENT)
        .subject(subject)
        .without("Message-ID")
        .header("Message-ID", "<" + subject.replace(' ', '.') + "@nospf.example>")
        .bytes();
  }

  @Override
  public void close() throws IOException {
    for (MailHost host : hosts) {
      host.close();
    }
    lan.close();
  }
}
