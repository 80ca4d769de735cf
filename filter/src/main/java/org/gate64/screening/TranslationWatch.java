package org.gate64.screening;

import java.util.Optional;
import org.gate64.net.ClientAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that clients arrive from one private address only, as they do behind a container's
 * network address translation: then nobody is who he seems to be, and every verdict is about the
 * translator. Clients over IPv4 may be in sight all the same: a container without an IPv6 address
 * of its own gets those over IPv6 from its gateway. Says so once; the first client over IPv6, or
 * from another private address, ends the watch for good.
 */
final class TranslationWatch {

  private static final Logger LOG = LoggerFactory.getLogger(TranslationWatch.class);

  /** So many clients in a row are no longer a test by the administrator. */
  private static final int ENOUGH = 50;

  private Optional<ClientAddress> only = Optional.empty();
  private int sightings;
  private boolean othersOverIpv4;
  private volatile boolean over;

  /** Takes note of a client that was not meant to be named in the configuration. */
  void see(ClientAddress client) {
    if (!over && !client.isLoopback()) {
      count(client);
    }
  }

  private synchronized void count(ClientAddress client) {
    if (!client.isPrivate() && client.family() == ClientAddress.Family.IPV4) {
      othersOverIpv4 = true;
    } else if (!client.isPrivate() || !only.orElse(client).equals(client)) {
      over = true;
    } else {
      only = Optional.of(client);
      sightings++;
      if (sightings == ENOUGH) {
        over = true;
        warn(client);
      }
    }
  }

  private void warn(ClientAddress client) {
    String who =
        othersOverIpv4
            ? "Nobody came over IPv6 so far, but " + ENOUGH + " clients came"
            : "All of the first " + ENOUGH + " clients came";
    LOG.warn(
        "{} from {}. If that is a gateway that translates addresses (a container's, say), gate64"
            + " and the mail server cannot see who sends: give the mail server the host's network."
            + " If it is a relay of yours, name it in trusted-networks.",
        who,
        client);
  }
}
