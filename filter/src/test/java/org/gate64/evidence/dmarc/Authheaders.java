package org.gate64.evidence.dmarc;

import java.io.IOException;
import java.util.Locale;
import org.gate64.PythonPeer;

/** The Python library authheaders (Debian package python3-authheaders) in a process of its own. */
final class Authheaders implements AutoCloseable {

  /** How it looks for the organizational domain. */
  enum Mode {
    /** By the public suffix list, as RFC 7489 has it. */
    CLASSIC,
    /** By the tree walk of an early draft of RFC 9989. */
    BIS
  }

  private final PythonPeer python;

  private Authheaders(PythonPeer python) {
    this.python = python;
  }

  /** Fails where the package is not installed. */
  static Authheaders start() throws IOException, InterruptedException {
    return new Authheaders(
        PythonPeer.start(
            Authheaders.class, "authheaders_peer.py", "authheaders", "python3-authheaders"));
  }

  /** Makes this all of its DNS. */
  void dns(SampleTree tree) {
    python.ask("clear");
    tree.records()
        .forEach((domain, record) -> python.ask("record", domain, PythonPeer.word(record)));
    tree.existing().forEach(domain -> python.ask("exists", domain));
  }

  /** Result and policy, like {@code fail reject}. */
  String judge(Mode mode, SampleTree tree) {
    return python.ask(
        "judge",
        mode.name().toLowerCase(Locale.ROOT),
        tree.author(),
        tree.spf().replace(' ', ':'),
        tree.dkim().replace(' ', ':'));
  }

  @Override
  public void close() throws IOException {
    python.close();
  }
}
