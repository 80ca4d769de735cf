package org.gate64.evidence.spf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.RecordType;
import org.gate64.net.DomainName;

/**
 * The Python library pyspf (Debian package python3-spf) in a process of its own. What it wants to
 * know of DNS it is told from here, so that both judges read the same zone.
 */
final class Pyspf implements AutoCloseable {

  /** The system's own Python, for that is where Debian's packages are. */
  private static final String PYTHON = "/usr/bin/python3";

  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;

  private Pyspf(Process process) {
    this.process = process;
    this.requests = process.outputWriter(StandardCharsets.US_ASCII);
    this.answers = process.inputReader(StandardCharsets.US_ASCII);
  }

  /** Fails where the package is not installed: a test that does not run proves nothing. */
  static Pyspf start() throws IOException, InterruptedException {
    Process probe = new ProcessBuilder(PYTHON, "-W", "ignore", "-c", "import spf").start();
    if (!probe.waitFor(30, TimeUnit.SECONDS) || probe.exitValue() != 0) {
      throw new AssertionError("this test needs the Debian package python3-spf");
    }
    return new Pyspf(
        new ProcessBuilder(PYTHON, script().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /**
   * What it came to.
   *
   * @param word the result, or {@code broken} where it broke down
   * @param reason in its own words
   */
  record Opinion(String word, String reason) {

    boolean agrees(SpfResult result) {
      return word.equals(result.status().keyword());
    }
  }

  Opinion judge(SampleCheck check) {
    String line = ask("check", check.client(), base64(check.sender()), base64(check.helo()));
    while (line.startsWith("ask ")) {
      String[] words = line.split(" ", -1);
      line = ask(answer(RecordType.valueOf(words[1]), text(words[2]), check.zone()));
    }
    int space = line.indexOf(' ');
    return new Opinion(line.substring(0, space), line.substring(space + 1));
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.destroy();
  }

  private static String[] answer(RecordType type, String name, Dns dns) {
    Optional<DnsAnswer> answer =
        DomainName.parseWithSpaces(name)
            .map(domain -> dns.lookup(new DnsQuestion(domain, type)).join());
    if (answer.filter(DnsAnswer.Failure.class::isInstance).isPresent()) {
      return new String[] {"failure"};
    }
    List<String> records =
        answer
            .filter(DnsAnswer.Found.class::isInstance)
            .map(found -> ((DnsAnswer.Found) found).records())
            .orElse(List.of())
            .stream()
            .map(record -> base64(data(record)))
            .toList();
    return new String[] {"records", String.join(" ", records)};
  }

  private static String data(DnsRecord record) {
    if (record instanceof DnsRecord.Exchange mx) {
      return mx.preference() + ":" + mx.exchange();
    }
    if (record instanceof DnsRecord.Address address) {
      return address.address().toString();
    }
    return record instanceof DnsRecord.Pointer pointer
        ? pointer.name().toString()
        : ((DnsRecord.Text) record).text();
  }

  private String ask(String... words) {
    try {
      requests.write(String.join(" ", words) + "\n");
      requests.flush();
      return Objects.requireNonNull(answers.readLine(), "pyspf has ended");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
  }

  private static Path script() {
    try {
      return Path.of(Objects.requireNonNull(Pyspf.class.getResource("pyspf_peer.py")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
