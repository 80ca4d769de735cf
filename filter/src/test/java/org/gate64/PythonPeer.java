package org.gate64;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A script of a test that wraps a Python library, in a process of its own: a line in, a line out,
 * words in ASCII. It outlives neither its standard input nor five minutes, so that a script that
 * hangs fails the test.
 */
public final class PythonPeer implements AutoCloseable {

  /** The system's own Python, for that is where Debian's packages are. */
  private static final String PYTHON = "/usr/bin/python3";

  private static final String LONGEST_LIFE = "300s";

  private final String library;
  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;

  private PythonPeer(String library, Process process) {
    this.library = library;
    this.process = process;
    this.requests = process.outputWriter(StandardCharsets.US_ASCII);
    this.answers = process.inputReader(StandardCharsets.US_ASCII);
  }

  /**
   * Starts it. Its errors go to the test's own.
   *
   * @param beside the class whose resource the script is
   * @param script the resource's name
   * @param modules what the script imports, like {@code dkim, nacl}
   * @param debianPackage what has them
   * @throws AssertionError where they are not installed: a test that does not run proves nothing
   */
  public static PythonPeer start(
      Class<?> beside, String script, String modules, String debianPackage)
      throws IOException, InterruptedException {
    Process probe = new ProcessBuilder(PYTHON, "-W", "ignore", "-c", "import " + modules).start();
    if (!probe.waitFor(30, TimeUnit.SECONDS) || probe.exitValue() != 0) {
      probe.destroyForcibly();
      throw new AssertionError("this test needs the Debian package " + debianPackage);
    }
    String path = path(Objects.requireNonNull(beside.getResource(script), script));
    return new PythonPeer(
        debianPackage,
        new ProcessBuilder("/usr/bin/timeout", LONGEST_LIFE, PYTHON, path)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Says a line, and waits for the answer to it. */
  public String ask(String... words) {
    try {
      requests.write(String.join(" ", words) + "\n");
      requests.flush();
      return Objects.requireNonNull(answers.readLine(), () -> library + " has ended");
    } catch (IOException e) {
      throw new UncheckedIOException(library + " has ended", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      requests.close();
    } finally {
      process.destroy();
    }
  }

  /** An octet string as a word. */
  public static String word(String octets) {
    return Base64.getEncoder().encodeToString(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The octet string that a word stands for. */
  public static String octets(String word) {
    return new String(Base64.getDecoder().decode(word), StandardCharsets.ISO_8859_1);
  }

  private static String path(URL script) {
    try {
      return Path.of(script.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
