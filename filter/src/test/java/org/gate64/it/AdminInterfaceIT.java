package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.fixtures.dns.Zone;
import org.gate64.fixtures.milter.EndOfMessage;
import org.gate64.fixtures.milter.Message;
import org.gate64.fixtures.milter.MilterClient;
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

  private final DnsServer dns = DnsServer.onLoopback(Zone.parse(ZONE));
  private DaemonAtFreePorts daemon;

  @BeforeEach
  void start() throws IOException {
    daemon = DaemonAtFreePorts.start(directory, dns, "dns.servers = [\"%s\"]");
  }

  @AfterEach
  void stop() {
    daemon.close();
    dns.close();
  }

  @Test
  void figuresTellOfTheMailThatWasJudged() throws Exception {
    HttpResponse<String> figures;
    try (MilterClient client = daemon.session(CLIENT)) {
      client.mailFrom("<a@example.org>");
      client.rcptTo("<b@example.net>");
      assertThat(client.message(MESSAGE).delivers()).isTrue();
      client.mailFrom("<a@example.com>");
      client.rcptTo("<b@example.net>");
      assertThat(client.message(MESSAGE).delivers()).isFalse();

      figures = daemon.get("/metrics");
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
    assertThat(daemon.get("/health").statusCode()).isEqualTo(200);
    assertThat(daemon.get("/health").body()).startsWith("ok\n");

    try (MilterClient begun = daemon.session(CLIENT)) {
      begun.mailFrom("<a@example.org>");
      begun.rcptTo("<b@example.net>");
      daemon.process().terminate();
      daemon.process().awaitOutput("Stopping", PATIENCE);

      assertThat(daemon.get("/health").statusCode()).isEqualTo(503);
      assertThat(daemon.get("/health").body())
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
    assertThat(daemon.process().awaitExit(PATIENCE)).isZero();
    assertThat(daemon.process().output()).doesNotContain("WARN", "ERROR");
  }
}
