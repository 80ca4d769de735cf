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
 * A script of a test that wraps a library of Python or Perl, in a process of its own: a line in, a
 * line out, words in ASCII. It outlives neither its standard input nor five minutes, so that a
 * script that hangs fails the test.
 */
public final class ScriptPeer implements AutoCloseable {

  private static final String LONGEST_LIFE = "300s";

  /** The system's own interpreters, for that is where Debian's packages are. */
  private enum Language {
    PYTHON("/usr/bin/python3", "-Wignore", "-c", "import "),
    PERL("/usr/bin/perl", "-X", "-e", "use ");

    private final String interpreter;
    private final String quiet;
    private final String execute;
    private final String statement;

    Language(String interpreter, String quiet, String execute, String statement) {
      this.interpreter = interpreter;
      this.quiet = quiet;
      this.execute = execute;
      this.statement = statement;
    }

    static Language of(String script) {
      return script.endsWith(".pl") ? PERL : PYTHON;
    }

    /** Ends well where the modules are there. */
    ProcessBuilder probe(String modules) {
      return new ProcessBuilder(interpreter, quiet, execute, statement + modules);
    }

    ProcessBuilder run(String path) {
      return new ProcessBuilder("/usr/bin/timeout", LONGEST_LIFE, interpreter, path);
    }
  }

  private final String library;
  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;

  private ScriptPeer(String library, Process process) {
    this.library = library;
    this.process = process;
    this.requests = process.outputWriter(StandardCharsets.US_ASCII);
    this.answers = process.inputReader(StandardCharsets.US_ASCII);
  }

  /**
   * Starts it. Its errors go to the test's own.
   *
   * @param beside the class whose resource the script is
   * @param script the resource's name, which ends in {@code .py} or {@code .pl}
   * @param modules what the script imports, like {@code dkim, nacl}; one only of Perl
   * @param debianPackage what has them
   * @throws AssertionError where they are not installed: a test that does not run proves nothing
   */
  public static ScriptPeer start(
      Class<?> beside, String script, String modules, String debianPackage)
      throws IOException, InterruptedException {
    Language language = Language.of(script);
    Process probe = language.probe(modules).start();
    if (!probe.waitFor(30, TimeUnit.SECONDS) || probe.exitValue() != 0) {
      probe.destroyForcibly();
      throw new AssertionError("this test needs the Debian package " + debianPackage);
    }
    String path = path(Objects.requireNonNull(beside.getResource(script), script));
    return new ScriptPeer(
        debianPackage, language.run(path).redirectError(ProcessBuilder.Redirect.INHERIT).start());
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
