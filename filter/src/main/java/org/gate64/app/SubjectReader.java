package org.gate64.app;

import java.util.Optional;
import org.gate64.admin.RefusedException;
import org.gate64.net.ClientAddress;
import org.gate64.net.Network;
import org.gate64.net.PlainText;
import org.gate64.reputation.Ancestry;
import org.gate64.reputation.Sender;
import org.gate64.reputation.Subject;

/** Understands whom an operator means. */
final class SubjectReader {

  private static final int LONGEST = 600;
  private static final int SHOWN = 100;

  private final Ancestry ancestry;

  SubjectReader(Ancestry ancestry) {
    this.ancestry = ancestry;
  }

  /**
   * Whom somebody asked for.
   *
   * @param subject the one that has a reputation
   * @param address where he gave an address, that alone
   */
  record Asked(Subject subject, Optional<Subject> address) {}

  /**
   * Reads an address, which stands for its network; a prefix; a domain; or a domain and one of
   * these with " from " between.
   *
   * @throws RefusedException where it is none of these
   */
  Asked read(String text) throws RefusedException {
    return Optional.of(text.strip())
        .filter(stripped -> stripped.length() <= LONGEST)
        .flatMap(this::parse)
        .orElseThrow(() -> refused(text));
  }

  private Optional<Asked> parse(String text) {
    Optional<ClientAddress> address = ClientAddress.parse(text);
    if (address.isPresent()) {
      return address.map(this::ofAddress);
    }
    int pair = text.indexOf(Subject.PAIR);
    if (pair < 0) {
      return Subject.parse(text).map(subject -> new Asked(subject, Optional.empty()));
    }
    String from = text.substring(pair + Subject.PAIR.length()).strip();
    String network =
        ClientAddress.parse(from).map(ancestry::networkOf).map(Network::toString).orElse(from);
    return Subject.parse(text.substring(0, pair).strip() + Subject.PAIR + network)
        .map(subject -> new Asked(subject, Optional.empty()));
  }

  private Asked ofAddress(ClientAddress address) {
    Sender sender = new Sender(address, ancestry.networkOf(address));
    return new Asked(
        sender.subject(),
        Optional.of(sender.address()).filter(alone -> !alone.equals(sender.subject())));
  }

  private static RefusedException refused(String text) {
    return RefusedException.of(
        400,
        "\""
            + PlainText.visible(text, SHOWN)
            + "\" is no address, no prefix (bits beyond its length are zero), no domain, and no"
            + " \"DOMAIN from PREFIX\".");
  }
}
