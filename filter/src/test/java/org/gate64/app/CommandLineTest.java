package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.fixtures.dns.Zone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CommandLineTest {

  private static final String ZONE =
      """
      1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. PTR mail.example.org.
      mail.example.org. AAAA 2001:db8::1
      example.org. TXT "v=spf1 ip6:2001:db8::1 -all"
      """;

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void checkConfigNamesEachMistakeWithFileAndLine() throws IOException {
    Path conf =
        write(
            "bad.conf",
            """
            listen = ["inet:99999@127.0.0.1"]
            polcy { ipv6 { strictness = strict } }
            policy.ipv6.strictness = harsh
            policy.ipv6.on { no-ptr = explode }
            dns.timeout = 2
            """);
    assertThat(run("check-config", "--conf", conf.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(5)
        .allMatch(line -> line.matches("gate64: \\Q" + conf + "\\E:[1-5]: [a-z0-9.-]+: .+"));
    assertThat(run("run", "--conf", conf.toString())).isEqualTo(1);
  }

  @Test
  void checkConfigPrintsWhatAConfigurationAmountsTo() throws IOException {
    Path conf = write("good.conf", "policy.ipv6.strictness = strict\n");
    assertThat(run("check-config", "--conf", conf.toString())).isZero();
    assertThat(out.toString()).contains("strictness = strict", "verdict = \"Gate64-Verdict\"");
  }

  @Test
  void checkConfigWarnsOfARuleThatHasEnded() throws IOException {
    Path conf =
        write(
            "old.conf",
            """
            policy.ipv6.on.no-ptr = { action = reject, until = "2020-01-31" }
            policy.ipv4.on.no-ptr = { action = reject, until = "9999-01-31" }
            """);
    assertThat(run("check-config", "--conf", conf.toString())).isZero();
    assertThat(err.toString())
        .isEqualTo(
            "gate64: warning: policy.ipv6.on.no-ptr: its last day, 2020-01-31, is over; it is only"
                + " reported on now\n");
  }

  @Test
  void runSaysInOneLineThatThePortOfTheClusterIsTaken() throws IOException {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String bind = "127.0.0.1:" + taken.getLocalPort();
      Path conf =
          write(
              "cluster.conf",
              "state-dir = \"\"\ncluster { enabled = true, bind = \""
                  + bind
                  + "\", members = [\""
                  + bind
                  + "\"] }\n");
      System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
      assertThat(run("run", "--conf", conf.toString())).isEqualTo(1);
      assertThat(err.toString().lines()).singleElement().asString().startsWith("gate64: cluster: ");
      assertThat(err.toString()).contains("[" + taken.getLocalPort() + "] is already in use");
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("at com.hazelcast", "ERROR");
  }

  @Test
  void runSaysWhichSocketItCannotBind() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      Path conf =
          write(
              "taken.conf",
              "state-dir = \"\"\nadmin.listen = \"\"\nlisten = [\"inet:"
                  + taken.getLocalPort()
                  + "@127.0.0.1\"]\n");
      assertThat(run("run", "--conf", conf.toString())).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("gate64: inet:" + taken.getLocalPort() + "@127.0.0.1: ");
    }
  }

  @Test
  void runSaysWhichKeyIsToBlameForAPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      String address = "inet:" + taken.getLocalPort() + "@127.0.0.1";
      Path conf =
          write(
              "taken.conf",
              "state-dir = \"\"\nlisten = [\"inet:0@127.0.0.1\"]\nadmin.listen = \""
                  + address
                  + "\"\n");
      assertThat(run("run", "--conf", conf.toString())).isEqualTo(1);
      assertThat(err.toString().lines())
          .singleElement()
          .asString()
          .startsWith("gate64: admin.listen: " + address + ": ");
    }
  }

  /** Only the daemon itself listens. */
  @Test
  void explainAndCheckConfigLeaveTheAdminPortAlone() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      Path conf =
          write("g.conf", "admin.listen = \"inet:" + taken.getLocalPort() + "@127.0.0.1\"\n");
      Path message = write("m.eml", "From: a@example.org\n\n");
      assertThat(run("check-config", "--conf", conf.toString())).isZero();
      assertThat(explain(conf, "127.0.0.1", message)).isZero();
    }
  }

  @Test
  void explainTellsWhatTheDaemonWouldDo() throws IOException {
    try (DnsServer dns = DnsServer.onLoopback(Zone.parse(ZONE))) {
      Path conf =
          write(
              "g.conf",
              "state-dir = \"\"\nauthserv-id = mx.example.net\npolicy.ipv6.strictness = strict\ndns.servers = [\""
                  + dns.address().getAddress().getHostAddress()
                  + ":"
                  + dns.address().getPort()
                  + "\"]\n");
      Path message = write("m.eml", "From: A <a@example.org>\nSubject: hi\n\ntext\n");
      assertThat(explain(conf, "2001:db8::1", message)).isZero();
      assertThat(out.toString())
          .contains("confirmed: mail.example.org", "SPF          pass", "accept")
          .contains("Authentication-Results: mx.example.net;");
      out.getBuffer().setLength(0);
      assertThat(explain(conf, "2001:db8::2", message)).isZero();
      assertThat(out.toString())
          .contains("550 5.7.25 [2001:db8::2] has no reverse DNS")
          .contains("The client is told so at RCPT already");
    }
  }

  @Test
  void wrongUseEndsWith2() throws IOException {
    assertThat(run("explain")).isEqualTo(2);
    Path message = write("m.eml", "From: a@example.org\n\n");
    assertThat(run("explain", "--ip", "mail.example.org", message.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--ip: mail.example.org is no IPv6 or IPv4 address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --conf /nowhere/g.conf",
        "check-config --conf /nowhere/g.conf",
        "explain --conf /nowhere/g.conf --ip 192.0.2.1 m.eml",
        "status --conf /nowhere/g.conf",
        "status --format xml",
        "reputation show",
        "no-command"
      })
  void whatIsWrongBeginsWithTheProgramsName(String arguments) {
    assertThat(run(arguments.split(" "))).isPositive();
    assertThat(err.toString()).startsWith("gate64: ");
  }

  @Test
  void explainSaysWhatIsWrongWithTheMessage() throws IOException {
    Path conf = write("g.conf", "");
    Path none = directory.resolve("none.eml");
    assertThat(explain(conf, "2001:db8::1", none)).isEqualTo(1);
    assertThat(err.toString()).startsWith("gate64: " + none + ": there is no such file");
  }

  private int explain(Path conf, String ip, Path message) {
    return run("explain", "--conf", conf.toString(), "--ip", ip, message.toString());
  }

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
