package org.gate64.evidence.dkim;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.gate64.ScriptPeer;

/** The Perl library Mail::DKIM (Debian package libmail-dkim-perl) as a judge. */
final class MailDkim implements Judge {

  private final ScriptPeer perl;

  private MailDkim(ScriptPeer perl) {
    this.perl = perl;
  }

  /** Fails where the package is not installed. */
  static MailDkim start() throws IOException, InterruptedException {
    return new MailDkim(
        ScriptPeer.start(
            MailDkim.class, "mail_dkim_peer.pl", "Mail::DKIM::Verifier", "libmail-dkim-perl"));
  }

  void time(long seconds) {
    perl.ask("time", Long.toString(seconds));
  }

  /** Makes a key known under its selector. */
  void key(KeyCase key) {
    if (key == KeyCase.UNAVAILABLE) {
      perl.ask("outage", key.selector());
    }
    key.texts().forEach(text -> perl.ask("record", key.selector(), ScriptPeer.word(text)));
  }

  @Override
  public Name name() {
    return Name.MAIL_DKIM;
  }

  @Override
  public List<Opinion> opinions(String message) {
    String answer = perl.ask("verify", ScriptPeer.word(message));
    return Arrays.stream(answer.split("\t", -1))
        .map(word -> new Opinion(word.equals("pass"), word.replaceFirst("^(pass|no ?)", "")))
        .toList();
  }

  @Override
  public void close() throws IOException {
    perl.close();
  }
}
