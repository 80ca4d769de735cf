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
import org.gate64.fixtures.dns.Zone;
import org.gate64.fixtures.milter.EndOfMessage;
import org.gate64.fixtures.milter.Message;
import org.gate64.fixtures.milter.MilterClient;
import org.gate64.fixtures.milter.MilterEndpoint;
import org.gate64.fixtures.mta.ChildProcess;
import org.gate64.fixtures.mta.JavaCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged daemon tells of itself over HTTP while it judges mail. */
@Timeout(120)
class AdminInterfaceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CLIENT = "2001:db8::1";
  private static final String ZONE =
      """
      1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. PTR mail.example.org.
      mail.example.org. AAAA 2001:db8::1
      example.org. TXT "v=spf1 ip6:2001:db8::1 -all"
      """;
  private static final Message MESSAGE =
      Message.parse("From: A <a@example.org>\r\nSubject: hi\r\n\r\ntext\r\n");

  @TempDir private Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private final DnsServer dns = DnsServer.onLoopback(Zone.parse(ZONE));
  private ChildProcess daemon;

  @BeforeEach
  void start() throws IOException {
    daemon = startDaemon();
    daemon.awaitOutput("is ready", PATIENCE);
  }

  private ChildProcess startDaemon() throws IOException {
    Path conf =
        Files.writeString(
            directory.resolve("gate64.conf"),
            """
            listen = ["inet:0@127.0.0.1"]
            state-dir = ""
            dns.servers = ["%s:%d"]
            policy.ipv6.strictness = strict
            admin.listen = "inet:0@127.0.0.1"
            """
                .formatted(dns.address().getAddress().getHostAddress(), dns.address().getPort()));
    Path jar = Path.of(System.getProperty("gate64.jar"));
    return ChildProcess.start(
        directory.resolve("gate64.log"), JavaCommand.ofJar(jar, "run", "--conf", conf.toString()));
  }

  @AfterEach
  void stop() {
    daemon.close();
    dns.close();
  }

  @Test
  void figuresTellOfTheMailThatWasJudged() throws Exception {
    HttpResponse<String> figures;
    try (MilterClient client = session()) {
      client.mailFrom("<a@example.org>");
      client.rcptTo("<b@example.net>");
      assertThat(client.message(MESSAGE).delivers()).isTrue();
      client.mailFrom("<a@example.com>");
      client.rcptTo("<b@example.net>");
      assertThat(client.message(MESSAGE).delivers()).isFalse();

      figures = get("/metrics");
    }

    assertThat(figures.headers().firstValue("content-type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(figures.body().lines())
        .contains(
            "# TYPE gate64_verdicts_total counter",
            "gate64_verdicts_total{action=\"accept\",family=\"ipv6\"} 1.0",
            "gate64_verdicts_total{action=\"reject\",family=\"ipv6\"} 1.0",
            "gate64_verdicts_total{action=\"accept\",family=\"ipv4\"} 0.0",
            "gate64_findings_total{action=\"reject\",family=\"ipv6\",finding=\"unauthenticated\"} 1.0",
            "gate64_fcrdns_total{family=\"ipv6\",result=\"confirmed\"} 2.0",
            "gate64_spf_total{family=\"ipv6\",result=\"pass\"} 1.0",
            "gate64_spf_total{family=\"ipv6\",result=\"none\"} 1.0",
            "gate64_dkim_total{family=\"ipv6\",result=\"none\"} 2.0",
            "gate64_dmarc_total{family=\"ipv6\",result=\"none\"} 2.0",
            "gate64_dns_lookups_total{kind=\"ptr\",outcome=\"answer\"} 1.0",
            "gate64_dns_lookups_total{kind=\"spf\",outcome=\"timeout\"} 0.0",
            "gate64_dns_failing 0.0",
            "gate64_message_duration_seconds_count 2",
            "gate64_sessions_open 1.0")
        .anyMatch(line -> line.startsWith("gate64_message_wait_seconds_bucket{le=\"0.1\"} "))
        .anyMatch(line -> line.matches("gate64_build_info\\{version=\"\\d.*\"} 1"))
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\","))
        .anyMatch(line -> line.startsWith("jvm_gc_memory_allocated_bytes_total "))
        .anyMatch(line -> line.startsWith("process_uptime_seconds "));
  }

  @Test
  void healthIsGoodUntilTheDaemonStops() throws Exception {
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/health").body()).startsWith("ok\n");

    try (MilterClient begun = session()) {
      begun.mailFrom("<a@example.org>");
      begun.rcptTo("<b@example.net>");
      daemon.terminate();
      daemon.awaitOutput("Stopping", PATIENCE);

      assertThat(get("/health").statusCode()).isEqualTo(503);
      assertThat(get("/health").body())
          .isEqualTo(
              """
              stopping
              sessions: 1
              messages on their way: 1
              resolver: sound, 0% of zones failed in the last minute
              """);

      EndOfMessage end = begun.message(MESSAGE);
      assertThat(end.delivers()).isTrue();
    }
    assertThat(daemon.awaitExit(PATIENCE)).isZero();
    assertThat(daemon.output()).doesNotContain("WARN", "ERROR");
  }

  private MilterClient session() throws IOException {
    String milter = logged("Listening on (inet:\\d+@127\\.0\\.0\\.1)\\n");
    MilterClient session = MilterClient.open(MilterEndpoint.parse(milter));
    session.connect("mail.example.org", InetAddress.getByName(CLIENT), 40_000);
    session.helo("mail.example.org");
    return session;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    String port = logged("Listening on inet:(\\d+)@127\\.0\\.0\\.1 for admin\\.listen");
    URI page = URI.create("http://127.0.0.1:" + port + path);
    return http.send(
        HttpRequest.newBuilder(page).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String logged(String pattern) {
    Matcher line = Pattern.compile(pattern).matcher(daemon.output());
    assertThat(line.find()).as("the log has %s", pattern).isTrue();
    return line.group(1);
  }
}
