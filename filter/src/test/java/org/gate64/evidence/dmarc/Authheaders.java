package org.gate64.evidence.dmarc;

import java.io.IOException;
import java.util.Locale;
import org.gate64.ScriptPeer;

/** The Python library authheaders (Debian package python3-authheaders) in a process of its own. */
final class Authheaders implements AutoCloseable {

  /** How it looks for the organizational domain. */
  enum Mode {
    /** By the public suffix list, as RFC 7489 has it. */
    CLASSIC,
    /** By the tree walk of an early draft of RFC 9989. */
    BIS
  }

  private final ScriptPeer python;

  private Authheaders(ScriptPeer python) {
    this.python = python;
  }

  /** Fails where the package is not installed. */
  static Authheaders start() throws IOException, InterruptedException {
    return new Authheaders(
        ScriptPeer.start(
            Authheaders.class, "authheaders_peer.py", "authheaders", "python3-authheaders"));
  }

  /** Makes this all of its DNS. */
  void dns(SampleTree tree) {
    python.ask("clear");
    tree.records()
        .forEach((domain, record) -> python.ask("record", domain, ScriptPeer.word(record)));
    tree.existing().forEach(domain -> python.ask("exists", domain));
  }

  /**
   * What it came to.
   *
   * @param result {@code error} where it broke down
   * @param policy that applies; {@code -} where there is none
   */
  record Opinion(String result, String policy) {

    /** Where DMARC does not apply. */
    static final Opinion NONE = new Opinion("none", "-");

    @Override
    public String toString() {
      return result + " " + policy;
    }
  }

  Opinion judge(Mode mode, SampleTree tree) {
    String[] words =
        python
            .ask(
                "judge",
                mode.name().toLowerCase(Locale.ROOT),
                tree.author(),
                tree.spf().replace(' ', ':'),
                tree.dkim().replace(' ', ':'))
            .split(" ", 2);
    return new Opinion(words[0], words[1]);
  }

  @Override
  public void close() throws IOException {
    python.close();
  }
}
