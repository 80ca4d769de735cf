package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.gate64.fixtures.mail.MessageSigner;
import org.gate64.fixtures.mail.SigningKey;
import org.gate64.fixtures.mail.TestMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one node remembers of networks and domains, through the milter socket and over restarts. */
@Timeout(300)
class ReputationIT {

  private static final String SENDER = "a@good.example";
  private static final String[] TRAPS = {
    "1@trap.example", "2@trap.example", "3@trap.example", "4@trap.example"
  };
  private static final String SETTINGS =
      """
      policy.ipv6 { strictness = observe, on { network-bad = reject, domain-bad = reject } }
      reputation { traps = ["@trap.example"], snapshot-interval = 1s }
      """;

  private final SigningKey key = SigningKey.rsa(2048);

  @TempDir private Path directory;

  private FilterProcess filter;

  @BeforeEach
  void start() throws IOException {
    String zone =
        key.zoneLine("s1", "good.example") + "\n_dmarc.good.example. TXT \"v=DMARC1; p=reject\"\n";
    filter = FilterProcess.start(directory, zone, SETTINGS);
  }

  @AfterEach
  void stop() {
    filter.close();
  }

  @Test
  void aNetworkThatWritesToTrapsIsRefusedAndItsNeighbourIsNot() throws IOException {
    spam("2001:db8:0:1::25");
    assertThat(mail("2001:db8:0:1::99").reply())
        .contains("550 5.7.1")
        .contains("2001:db8:0:1::/64");
    assertThat(mail("2001:db8:0:2::25").verdict())
        .startsWith("accept")
        .contains("standing=unknown");
  }

  @Test
  void aGoodDomainStillDeliversOutOfABadNetwork() throws IOException {
    byte[] signed = signed();
    for (int i = 0; i < 90; i++) {
      filter.send("2001:db8:900d::25", signed, SENDER, "b@example.net");
    }
    spam("2001:db8:0:1::25");
    FilterProcess.Result shielded =
        filter.send("2001:db8:0:1::25", signed, SENDER, "b@example.net");
    assertThat(shielded.verdict())
        .startsWith("accept")
        .contains("standing=bad")
        .contains("shield=good-domain");
  }

  @Test
  void manyBadNetworksTaintAFreshOneInTheirBlockForNow() throws Exception {
    for (int i = 0; i < 40; i++) {
      spam("2001:db8:5:" + Integer.toHexString(i * 0x600) + "::25");
    }
    String fresh = "2001:db8:5:ffff::25";
    FilterProcess.Result tainted = mail(fresh);
    for (int i = 0; i < 50 && !tainted.reply().contains("450 4.7.1"); i++) {
      Thread.sleep(100);
      tainted = mail(fresh);
    }
    assertThat(tainted.reply()).contains("450 4.7.1");
    assertThat(mail("2001:db8:6:ffff::25").verdict()).startsWith("accept");
  }

  @Test
  void whatWasRememberedIsBackAfterARestart() throws IOException {
    spam("2001:db8:0:1::25");
    filter.stop();
    filter.start();
    assertThat(filter.log()).contains("Remembered ");
    assertThat(mail("2001:db8:0:1::25").reply()).contains("550 5.7.1");
  }

  @Test
  void whateverMomentItIsKilledAtASnapshotIsThere() throws Exception {
    spam("2001:db8:0:1::25");
    awaitSnapshot();
    Random random = new Random(64);
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 50; i++) {
        mail("2001:db8:%x:%x::25".formatted(round + 0x100, i));
      }
      Thread.sleep(500 + random.nextInt(1000));
      filter.kill();
      filter.start();
      assertThat(mail("2001:db8:0:1::25").reply()).as("after kill %d", round).contains("550 5.7.1");
    }
    assertThat(filter.log()).doesNotContain("damaged", "ERROR");
  }

  @Test
  void aDamagedSnapshotIsSetAsideAndTheDaemonStarts() throws IOException {
    spam("2001:db8:0:1::25");
    filter.stop();
    Path snapshot = filter.state().resolve("reputation");
    byte[] bytes = Files.readAllBytes(snapshot);
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(snapshot, bytes);
    filter.start();
    assertThat(filter.log()).contains("set aside as reputation.damaged-");
    assertThat(mail("2001:db8:0:1::25").verdict()).startsWith("accept");
    try (Stream<Path> files = Files.list(filter.state())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("reputation.damaged-"));
    }
  }

  private void spam(String client) throws IOException {
    filter.send(client, unsigned(), "a@elsewhere.example", TRAPS);
  }

  private FilterProcess.Result mail(String client) throws IOException {
    return filter.send(client, unsigned(), "a@elsewhere.example", "b@example.net");
  }

  private void awaitSnapshot() throws Exception {
    for (int i = 0; i < 100 && !Files.exists(filter.state().resolve("reputation")); i++) {
      Thread.sleep(100);
    }
    Thread.sleep(Duration.ofSeconds(2).toMillis());
  }

  private byte[] signed() {
    return MessageSigner.of(key, "good.example", "s1")
        .sign(TestMessage.between(SENDER, "b@example.net").bytes());
  }

  private static byte[] unsigned() {
    return TestMessage.between("a@elsewhere.example", "b@example.net").bytes();
  }
}
