package org.gate64.evidence.dkim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.gate64.fixtures.mail.SigningKey;

/** The Python library dkimpy (Debian package python3-dkim) in a process of its own. */
final class Dkimpy implements AutoCloseable {

  /** The system's own Python, for that is where Debian's packages are. */
  private static final String PYTHON = "/usr/bin/python3";

  private static final int ED25519_SEED = 32;

  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;

  private Dkimpy(Process process) {
    this.process = process;
    this.requests = process.outputWriter(StandardCharsets.US_ASCII);
    this.answers = process.inputReader(StandardCharsets.US_ASCII);
  }

  /** Fails where the package is not installed: a test that does not run proves nothing. */
  static Dkimpy start() throws IOException, InterruptedException {
    Process probe = new ProcessBuilder(PYTHON, "-c", "import dkim, nacl").start();
    if (!probe.waitFor(30, TimeUnit.SECONDS) || probe.exitValue() != 0) {
      throw new AssertionError("this test needs the Debian package python3-dkim");
    }
    return new Dkimpy(
        new ProcessBuilder(PYTHON, script().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  void time(long seconds) {
    ask("time", Long.toString(seconds));
  }

  /** Makes a key known under a selector. */
  void key(String selector, SigningKey key) {
    byte[] pkcs8 = Base64.getDecoder().decode(key.privateKey());
    String form =
        key.type().equals("rsa")
            ? "-----BEGIN PRIVATE KEY-----\n" + key.privateKey() + "\n-----END PRIVATE KEY-----\n"
            : Base64.getEncoder()
                .encodeToString(
                    Arrays.copyOfRange(pkcs8, pkcs8.length - ED25519_SEED, pkcs8.length));
    ask("key", selector, base64(form), base64(key.dnsRecord()));
  }

  /** Signs for example.org; returns the message with the signature in front. */
  String sign(String selector, String algorithm, String forms, String fields, String message) {
    String[] form = forms.split("/", -1);
    String answer = ask("sign", selector, algorithm, form[0], form[1], fields, base64(message));
    return new String(Base64.getDecoder().decode(answer), StandardCharsets.ISO_8859_1);
  }

  /** Whether the signature of this number, from the top, passes. */
  boolean passes(int index, String message) {
    return ask("verify", Integer.toString(index), base64(message)).equals("pass");
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
      return Objects.requireNonNull(answers.readLine(), "dkimpy has ended");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Path script() {
    try {
      return Path.of(Objects.requireNonNull(Dkimpy.class.getResource("dkimpy_peer.py")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
