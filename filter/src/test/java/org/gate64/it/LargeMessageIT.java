package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.fixtures.dns.Zone;
import org.gate64.fixtures.mail.Canonicalization;
import org.gate64.fixtures.mail.MessageSigner;
import org.gate64.fixtures.mail.SigningKey;
import org.gate64.fixtures.mail.TestMessage;
import org.gate64.fixtures.milter.EndOfMessage;
import org.gate64.fixtures.milter.Message;
import org.gate64.fixtures.milter.MilterClient;
import org.gate64.fixtures.milter.MilterEndpoint;
import org.gate64.fixtures.milter.Modification;
import org.gate64.fixtures.mta.ChildProcess;
import org.gate64.fixtures.mta.JavaCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The daemon verifies signatures of messages that its heap could not hold: two of 50 MB at the same
 * time, with a heap of 64 MB. The body is made, signed and sent piece by piece here as well.
 *
 * <p>How long it takes is not what is tested: all limits are for machines that are slow or busy.
 */
@Timeout(300)
class LargeMessageIT {

  private static final int PIECES = 50;
  private static final int PIECE_SIZE = 1 << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SENDER = "a@good.example";
  private static final String RECIPIENT = "b@example.net";

  private final SigningKey key = SigningKey.rsa(2048);
  private final DnsServer dns =
      DnsServer.onLoopback(Zone.parse(key.zoneLine("s1", "good.example") + "\n"));

  @TempDir Path directory;

  private Optional<ChildProcess> daemon = Optional.empty();

  @BeforeEach
  void startDaemon() throws IOException {
    Path configuration = directory.resolve("gate64.conf");
    Files.writeString(
        configuration,
        """
        listen = ["%s"]
        state-dir = ""
        dns { servers = ["127.0.0.1:%d"], timeout = 20s, deadline = 60s }
        policy.ipv6.strictness = observe
        """
            .formatted(socket(), dns.address().getPort()));
    List<String> command =
        new ArrayList<>(
            JavaCommand.ofJar(
                Path.of(System.getProperty("gate64.jar")),
                "run",
                "--conf",
                configuration.toString()));
    command.addAll(1, List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"));
    ChildProcess started = ChildProcess.start(directory.resolve("gate64.log"), command);
    daemon = Optional.of(started);
    started.awaitOutput("ready", PATIENCE);
  }

  @AfterEach
  void stopDaemon() {
    daemon.ifPresent(ChildProcess::close);
    dns.close();
  }

  @ParameterizedTest
  @EnumSource(Canonicalization.class)
  void verifiesWhatItCannotHold(Canonicalization form) throws IOException {
    Body body = new Body(form);
    Message signed = Message.parse(sign(form, body));
    byte[] piece = body.piece();
    byte[] altered = piece.clone();
    altered[altered.length - 1] = 'x';

    try (MilterClient one = begin(signed);
        MilterClient other = begin(signed)) {
      for (int i = 1; i <= PIECES; i++) {
        one.body(piece);
        other.body(i < PIECES ? piece : altered);
      }
      assertThat(dkim(one.endOfMessage())).contains("dkim=pass").contains("good.example");
      assertThat(dkim(other.endOfMessage())).contains("dkim=fail").contains("good.example");
    }
    assertThat(daemon.orElseThrow().isRunning()).isTrue();
    assertThat(daemon.orElseThrow().output()).doesNotContain("ERROR", "WARN");
  }

  private MilterClient begin(Message message) throws IOException {
    MilterClient client = MilterClient.open(MilterEndpoint.parse(socket()));
    client.connect("unknown", Client.GOOD.address(), 25);
    client.helo("mail.good.example");
    client.mailFrom("<" + SENDER + ">");
    client.rcptTo("<" + RECIPIENT + ">");
    client.data();
    client.headers(message.headers());
    client.endOfHeaders();
    return client;
  }

  private String socket() {
    return "unix:" + directory.resolve("milter.sock");
  }

  private byte[] sign(Canonicalization form, Body body) {
    return MessageSigner.of(key, "good.example", "s1")
        .canonicalization(form, form)
        .tag("bh", body.hash())
        .sign(TestMessage.between(SENDER, RECIPIENT).body("").bytes());
  }

  private static List<String> dkim(EndOfMessage end) {
    return end.inserted().stream()
        .filter(header -> header.name().equals("Authentication-Results"))
        .map(Modification.InsertHeader::value)
        .flatMap(value -> List.of(value.split("[;\\s]+", -1)).stream())
        .map(word -> word.replaceFirst("^header\\.d=", ""))
        .toList();
  }

  /** A body that is the same piece over and over again, and its hash in canonical form. */
  private static final class Body {
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE_SIZE + 100);
    private final String hash;

    /** Lines of words, with loose white space within and, but for the last, behind them. */
    Body(Canonicalization form) {
      boolean reduced = form == Canonicalization.RELAXED;
      ByteArrayOutputStream canonical = new ByteArrayOutputStream(PIECE_SIZE + 100);
      Random random = new Random(50);
      while (piece.size() < PIECE_SIZE) {
        String word = "w\u00f6rd".repeat(1 + random.nextInt(12));
        String line = word + " " + word;
        String loose =
            word + " \t ".substring(random.nextInt(3)) + word + " ".repeat(random.nextInt(3));
        write(piece, loose);
        write(canonical, reduced ? line : loose);
      }
      hash = hash(canonical.toByteArray());
    }

    byte[] piece() {
      return piece.toByteArray();
    }

    /** What stands in the tag {@code bh=}. */
    String hash() {
      return hash;
    }

    private static void write(ByteArrayOutputStream out, String line) {
      out.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String hash(byte[] canonicalPiece) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < PIECES; i++) {
          digest.update(canonicalPiece);
        }
        return Base64.getEncoder().encodeToString(digest.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
