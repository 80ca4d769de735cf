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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.gate64.fixtures.mail.SigningKey;

/**
 * The Python library dkimpy (Debian package python3-dkim) in a process of its own, as a signer and
 * as a judge.
 */
final class Dkimpy implements Judge {

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

  /** Makes a key known under its selector. */
  void key(KeyCase key) {
    ask("private", key.selector(), base64(privateKey(key.key())));
    if (key == KeyCase.UNAVAILABLE) {
      ask("outage", key.selector());
    }
    key.texts().stream().findFirst().ifPresent(text -> ask("record", key.selector(), base64(text)));
  }

  /** Signs for example.org; returns the message with the signature in front. */
  String sign(String selector, String algorithm, String forms, String fields, String message) {
    String[] form = forms.split("/", -1);
    String answer = ask("sign", selector, algorithm, form[0], form[1], fields, base64(message));
    return new String(Base64.getDecoder().decode(answer), StandardCharsets.ISO_8859_1);
  }

  @Override
  public Name name() {
    return Name.DKIMPY;
  }

  @Override
  public List<Opinion> opinions(String message) {
    long signatures =
        WireMessage.of(VerifierFixture.bytes(message)).header().stream()
            .filter(field -> field.is("DKIM-Signature"))
            .count();
    return LongStream.range(0, signatures)
        .mapToObj(index -> ask("verify", Long.toString(index), base64(message)))
        .map(answer -> new Opinion(answer.equals("pass"), answer.replaceFirst("^(pass|no ?)", "")))
        .toList();
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.destroy();
  }

  private static String privateKey(SigningKey key) {
    if (key.type().equals("rsa")) {
      return "-----BEGIN PRIVATE KEY-----\n" + key.privateKey() + "\n-----END PRIVATE KEY-----\n";
    }
    byte[] pkcs8 = Base64.getDecoder().decode(key.privateKey());
    byte[] seed = Arrays.copyOfRange(pkcs8, pkcs8.length - ED25519_SEED, pkcs8.length);
    return Base64.getEncoder().encodeToString(seed);
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
