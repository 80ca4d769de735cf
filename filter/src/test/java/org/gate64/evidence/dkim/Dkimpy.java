package org.gate64.evidence.dkim;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.LongStream;
import org.gate64.ScriptPeer;
import org.gate64.fixtures.mail.SigningKey;

/**
 * The Python library dkimpy (Debian package python3-dkim) in a process of its own, as a signer and
 * as a judge.
 */
final class Dkimpy implements Judge {

  private static final int ED25519_SEED = 32;

  private final ScriptPeer python;

  private Dkimpy(ScriptPeer python) {
    this.python = python;
  }

  /** Fails where the package is not installed. */
  static Dkimpy start() throws IOException, InterruptedException {
    return new Dkimpy(
        ScriptPeer.start(Dkimpy.class, "dkimpy_peer.py", "dkim, nacl", "python3-dkim"));
  }

  void time(long seconds) {
    python.ask("time", Long.toString(seconds));
  }

  /** Makes a key known under its selector. */
  void key(KeyCase key) {
    python.ask("private", key.selector(), ScriptPeer.word(privateKey(key.key())));
    if (key == KeyCase.UNAVAILABLE) {
      python.ask("outage", key.selector());
    }
    key.texts().stream()
        .findFirst()
        .ifPresent(text -> python.ask("record", key.selector(), ScriptPeer.word(text)));
  }

  /** Signs for example.org; returns the message with the signature in front. */
  String sign(String selector, String algorithm, String forms, String fields, String message) {
    String[] form = forms.split("/", -1);
    String answer =
        python.ask("sign", selector, algorithm, form[0], form[1], fields, ScriptPeer.word(message));
    return ScriptPeer.octets(answer);
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
        .mapToObj(index -> python.ask("verify", Long.toString(index), ScriptPeer.word(message)))
        .map(answer -> new Opinion(answer.equals("pass"), answer.replaceFirst("^(pass|no ?)", "")))
        .toList();
  }

  @Override
  public void close() throws IOException {
    python.close();
  }

  private static String privateKey(SigningKey key) {
    if (key.type().equals("rsa")) {
      return "-----BEGIN PRIVATE KEY-----\n" + key.privateKey() + "\n-----END PRIVATE KEY-----\n";
    }
    byte[] pkcs8 = Base64.getDecoder().decode(key.privateKey());
    byte[] seed = Arrays.copyOfRange(pkcs8, pkcs8.length - ED25519_SEED, pkcs8.length);
    return Base64.getEncoder().encodeToString(seed);
  }
}
