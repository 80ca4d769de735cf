package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gate64.fixtures.mta.Lan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three hosts with a Postfix each, whose daemons share one memory. The network between them is cut,
 * with one of them on one side, and mended, while mail comes to all.
 */
@Timeout(400)
class ClusterSplitIT {

  private static final Duration WORST_DELAY = Duration.ofSeconds(1);
  private static final Duration JOINED_WITHIN = Duration.ofSeconds(30);

  private static final List<InetAddress> CLEAN = MailCluster.addresses("3fff:%x:1::25", 6);
  private static final List<InetAddress> BAD = MailCluster.addresses("2001:db8:%x:1::25", 6);
  private static final List<InetAddress> SEEN = MailCluster.addresses("2001:db8:%x:2::25", 3);

  /** Bad before the split, and in both halves. */
  private static final InetAddress BEFORE = SEEN.get(0);

  /** New in both halves. */
  private static final InetAddress MEANWHILE = SEEN.get(1);

  /** Seen in the half that has one host only. */
  private static final InetAddress APART = SEEN.get(2);

  private MailCluster cluster;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    List<InetAddress> clients = new ArrayList<>(CLEAN);
    clients.addAll(BAD);
    clients.addAll(SEEN);
    cluster = MailCluster.start(directory, clients);
    for (int i = 0; i < BAD.size(); i++) {
      cluster.spam(i % MailCluster.HOSTS, BAD.get(i));
    }
    for (int i = 0; i < MailCluster.HOSTS; i++) {
      cluster.spam(i, BEFORE);
    }
    for (InetAddress bad : BAD) {
      Duration unused = cluster.untilRefused(bad, Duration.ofSeconds(10));
    }
    awaitTraps(0, BEFORE, 3);
  }

  @AfterEach
  void stop() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void bothHalvesGoOnJudgingAndNothingIsCountedTwiceOrLost() throws IOException {
    try (MailLoad load = new MailLoad("split", cluster.hosts(), CLEAN, BAD)) {
      MailCluster.pause(Duration.ofSeconds(3));
      Duration cut = load.disturb();
      cluster.lan().pull(0);
      spam(0, BEFORE, BEFORE, MEANWHILE, APART);
      spam(1, BEFORE, MEANWHILE);
      spam(2, BEFORE, MEANWHILE);
      cluster.awaitStatus(0, "1 member: " + Lan.address(0));
      cluster.awaitStatus(1, "2 members", "every record has its copy");
      awaitTraps(0, BEFORE, 5);
      awaitTraps(1, BEFORE, 5);
      awaitTraps(0, MEANWHILE, 1);
      awaitTraps(1, MEANWHILE, 2);
      set(0, APART, "bad");
      set(0, MEANWHILE, "good");
      set(1, MEANWHILE, "bad");
      set(2, BEFORE, "good");
      load.assertDelayedLessThan(WORST_DELAY, cluster.hosts(), cut, load.now());

      Duration mended = load.disturb();
      cluster.lan().plugIn(0);
      cluster.awaitWhole(0);
      MailCluster.tell("whole again after " + load.now().minus(mended).toSeconds() + " s");
      load.assertDelayedLessThan(WORST_DELAY, cluster.hosts(), mended, load.now());
      load.end();
      load.assertNothingLostOrMisjudged();
    }
    Map<InetAddress, Integer> spams = Map.of(BEFORE, 7, MEANWHILE, 3, APART, 1);
    for (int i = 0; i < MailCluster.HOSTS; i++) {
      for (Map.Entry<InetAddress, Integer> each : spams.entrySet()) {
        awaitTraps(i, each.getKey(), each.getValue());
      }
      assertThat(pin(i, APART)).isEqualTo("bad");
      assertThat(pin(i, MEANWHILE)).isEqualTo("bad");
      assertThat(pin(i, BEFORE)).isEqualTo("good");
    }
  }

  private void spam(int host, InetAddress... clients) throws IOException {
    for (InetAddress client : clients) {
      cluster.spam(host, client);
    }
  }

  private void set(int host, InetAddress client, String standing) throws IOException {
    String address = client.getHostAddress();
    String unused =
        cluster.ask(host, "reputation", "set", address, standing, "--reason", "while apart");
  }

  private String pin(int host, InetAddress client) throws IOException {
    return cluster.show(host, client.getHostAddress()).path("pin").path("standing").asText();
  }

  /** Until a host knows of just so much spam. */
  private void awaitTraps(int host, InetAddress client, int spams) throws IOException {
    double expected = MailCluster.weightOf(spams);
    long end = System.nanoTime() + JOINED_WITHIN.toNanos();
    double known = traps(host, client);
    while (Math.abs(known - expected) > 0.1 && System.nanoTime() < end) {
      MailCluster.pause(Duration.ofMillis(200));
      known = traps(host, client);
    }
    assertThat(known).as("%s at host %d", client, host).isCloseTo(expected, within(0.1));
  }

  private double traps(int host, InetAddress client) throws IOException {
    JsonNode shown = cluster.show(host, client.getHostAddress());
    String subject = shown.get("subject").asText();
    for (JsonNode record : shown.get("records")) {
      if (record.get("subject").asText().equals(subject)) {
        return record.path("causes").path("trap").asDouble();
      }
    }
    return 0;
  }
}
