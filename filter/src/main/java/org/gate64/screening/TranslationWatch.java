package org.gate64.screening;

import java.util.Optional;
import org.gate64.net.ClientAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that all clients arrive from one private address, as they do behind a container's network
 * address translation: then nobody is who he seems to be, and every verdict is about the
 * translator. Says so once; the first client from elsewhere ends the watch for good.
 */
final class TranslationWatch {

  private static final Logger LOG = LoggerFactory.getLogger(TranslationWatch.class);

  /** So many clients in a row are no longer a test by the administrator. */
  private static final int ENOUGH = 50;

  private Optional<ClientAddress> only = Optional.empty();
  private int sightings;
  private volatile boolean over;

  /** Takes note of a client that was not meant to be named in the configuration. */
  void see(ClientAddress client) {
    if (!over && !client.isLoopback()) {
      count(client);
    }
  }

  private synchronized void count(ClientAddress client) {
    if (!client.isPrivate() || !only.orElse(client).equals(client)) {
      over = true;
      return;
    }
    only = Optional.of(client);
    if (++sightings == ENOUGH) {
      over = true;
      LOG.warn(
          "All of the first {} clients came from {}. If that is a gateway that translates addresses"
              + " (a container's, say), gate64 and the mail server cannot see who sends: give the"
              + " mail server the host's network. If it is a relay of yours, name it in"
              + " trusted-networks.",
          ENOUGH,
          client);
    }
  }
}
