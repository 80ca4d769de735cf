package org.gate64.evidence.dkim;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gate64.fixtures.milter.EndOfMessage;
import org.gate64.fixtures.milter.Message;
import org.gate64.fixtures.milter.MilterClient;
import org.gate64.fixtures.milter.MilterEndpoint;
import org.gate64.fixtures.milter.Modification;
import org.gate64.fixtures.milter.Reply;
import org.gate64.fixtures.mta.ChildProcess;

/**
 * The filter of OpenDKIM (Debian package opendkim) as a judge: a process of its own, asked over its
 * milter socket. Its keys come from a file instead of DNS, so that no name server is needed; a name
 * has one text there. It judges times by the real clock.
 */
final class OpenDkim implements Judge {

  private static final Path PROGRAM = Path.of("/usr/sbin/opendkim");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(20);

  /** How it writes down what it makes of one signature (RFC 8601, section 2.2). */
  private static final Pattern RESULT =
      Pattern.compile("dkim=(\\w+)(?: reason=\"([^\"]*)\")?[^;]*?\\bheader\\.d=");

  /**
   * It looks at as many signatures as gate64 does, and at keys of the same length. All else is as
   * it comes; so bare line feeds in a body stay what they are.
   */
  private static final String CONFIGURATION =
      """
      Mode v
      Background no
      AutoRestart no
      Syslog no
      Socket local:%s
      TestPublicKeys %s
      AuthservID judge
      MaximumSignaturesToVerify 8
      MinimumKeyBits 1024
      """;

  private final ChildProcess process;
  private final MilterClient client;

  private OpenDkim(ChildProcess process, MilterClient client) {
    this.process = process;
    this.client = client;
  }

  /**
   * Starts it.
   *
   * @param directory for its files
   * @param keys lines of a name and a text
   * @throws AssertionError where the package is not installed: a test that does not run proves
   *     nothing
   */
  static OpenDkim start(Path directory, List<String> keys) throws IOException {
    if (!Files.isExecutable(PROGRAM)) {
      throw new AssertionError("this test needs the Debian package opendkim");
    }
    Path socket = directory.resolve("opendkim.sock");
    Path keyFile = directory.resolve("keys");
    Path configuration = directory.resolve("opendkim.conf");
    Files.write(keyFile, keys, StandardCharsets.ISO_8859_1);
    Files.writeString(configuration, CONFIGURATION.formatted(socket, keyFile));
    ChildProcess process =
        ChildProcess.start(
            directory.resolve("opendkim.log"),
            List.of(PROGRAM.toString(), "-f", "-x", configuration.toString()));
    try {
      MilterClient client = connect(MilterEndpoint.parse("unix:" + socket), process);
      client.connect("mail.example.org", InetAddress.getByName("192.0.2.1"), 25);
      client.helo("mail.example.org");
      return new OpenDkim(process, client);
    } catch (IOException e) {
      process.close();
      throw e;
    }
  }

  @Override
  public Name name() {
    return Name.OPENDKIM;
  }

  @Override
  public List<Opinion> opinions(String message) throws IOException {
    client.mailFrom("<a@example.org>");
    client.rcptTo("<b@example.net>");
    EndOfMessage end = client.message(Message.parse(message));
    if (!(end.reply() instanceof Reply.Continue || end.reply() instanceof Reply.Accept)) {
      throw new IOException("OpenDKIM does not judge: " + end.reply() + " " + process.output());
    }
    Optional<String> results =
        end.inserted().stream()
            .filter(header -> header.name().equals("Authentication-Results"))
            .map(Modification.InsertHeader::value)
            .findFirst();
    List<Opinion> opinions = results.map(OpenDkim::read).orElse(List.of());
    // Where no signature is worth a try it says nothing of any.
    return opinions.isEmpty()
        ? Collections.nCopies(signatures(message), new Opinion(false, ""))
        : opinions;
  }

  /** The lines of all keys, each with its first text. */
  static List<String> keyLines() {
    return Arrays.stream(KeyCase.values())
        .flatMap(
            key ->
                key.texts().stream()
                    .limit(1)
                    .map(text -> text.replaceAll("[\r\n]", " "))
                    .map(text -> key.selector() + "._domainkey." + KeyCase.DOMAIN + " " + text))
        .toList();
  }

  private static List<Opinion> read(String results) {
    List<Opinion> opinions = new ArrayList<>();
    Matcher matcher = RESULT.matcher(results);
    while (matcher.find()) {
      String reason = Optional.ofNullable(matcher.group(2)).orElse("");
      String word = matcher.group(1);
      String said = (word + " " + reason).replaceFirst("^(pass|fail) ", "").strip();
      opinions.add(new Opinion(word.equals("pass"), said));
    }
    return opinions;
  }

  private static int signatures(String message) {
    return (int)
        Message.parse(message).headers().stream()
            .filter(header -> header.is("DKIM-Signature"))
            .count();
  }

  private static MilterClient connect(MilterEndpoint endpoint, ChildProcess process)
      throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return MilterClient.open(endpoint);
      } catch (IOException notYet) {
        if (!process.isRunning() || System.nanoTime() >= end) {
          throw new IOException("OpenDKIM does not start: " + process.output(), notYet);
        }
      }
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      client.quit();
    } finally {
      process.close();
    }
  }
}
