package org.gate64.evidence.dmarc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The Python library authheaders (Debian package python3-authheaders) in a process of its own. */
final class Authheaders implements AutoCloseable {

  /** How it looks for the organizational domain. */
  enum Mode {
    /** By the public suffix list, as RFC 7489 has it. */
    CLASSIC,
    /** By the tree walk of an early draft of RFC 9989. */
    BIS
  }

  /** The system's own Python, for that is where Debian's packages are. */
  private static final String PYTHON = "/usr/bin/python3";

  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;

  private Authheaders(Process process) {
    this.process = process;
    this.requests = process.outputWriter(StandardCharsets.US_ASCII);
    this.answers = process.inputReader(StandardCharsets.US_ASCII);
  }

  /** Fails where the package is not installed: a test that does not run proves nothing. */
  static Authheaders start() throws IOException, InterruptedException {
    Process probe = new ProcessBuilder(PYTHON, "-W", "ignore", "-c", "import authheaders").start();
    if (!probe.waitFor(30, TimeUnit.SECONDS) || probe.exitValue() != 0) {
      throw new AssertionError("this test needs the Debian package python3-authheaders");
    }
    return new Authheaders(
        new ProcessBuilder(PYTHON, script().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Makes this all of its DNS. */
  void dns(SampleTree tree) {
    ask("clear");
    tree.records()
        .forEach(
            (domain, record) ->
                ask(
                    "record",
                    domain,
                    Base64.getEncoder()
                        .encodeToString(record.getBytes(StandardCharsets.ISO_8859_1))));
    tree.existing().forEach(domain -> ask("exists", domain));
  }

  /** Result and policy, like {@code fail reject}. */
  String judge(Mode mode, SampleTree tree) {
    return ask(
        "judge",
        mode.name().toLowerCase(Locale.ROOT),
        tree.author(),
        tree.spf().replace(' ', ':'),
        tree.dkim().replace(' ', ':'));
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.destroy();
  }

  private String ask(String... words) {
    try {
      requests.write(String.join(" ", words) + "\n");
      requests.flush();
      return Objects.requireNonNull(answers.readLine(), "authheaders has ended");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path script() {
    try {
      return Path.of(
          Objects.requireNonNull(Authheaders.class.getResource("authheaders_peer.py")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
