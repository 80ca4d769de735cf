package org.gate64.evidence.spf;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.gate64.ScriptPeer;
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

  private final ScriptPeer python;

  private Pyspf(ScriptPeer python) {
    this.python = python;
  }

  /** Fails where the package is not installed. */
  static Pyspf start() throws IOException, InterruptedException {
    return new Pyspf(ScriptPeer.start(Pyspf.class, "pyspf_peer.py", "spf", "python3-spf"));
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
    String line =
        python.ask(
            "check",
            check.client(),
            ScriptPeer.word(check.sender()),
            ScriptPeer.word(check.helo()));
    while (line.startsWith("ask ")) {
      String[] words = line.split(" ", -1);
      line =
          python.ask(
              answer(RecordType.valueOf(words[1]), ScriptPeer.octets(words[2]), check.zone()));
    }
    int space = line.indexOf(' ');
    return new Opinion(line.substring(0, space), line.substring(space + 1));
  }

  @Override
  public void close() throws IOException {
    python.close();
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
            .map(record -> ScriptPeer.word(data(record)))
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
}
