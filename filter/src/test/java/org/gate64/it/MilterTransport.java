package org.gate64.it;

import java.nio.file.Path;
import org.gate64.fixtures.mta.Place;

/** How the mail server reaches the daemon. */
enum MilterTransport {
  TCP {
    @Override
    Endpoint endpoint(Place place, Path directory) {
      int port = place.freePort();
      return new Endpoint("inet:" + port + "@127.0.0.1", "inet:127.0.0.1:" + port);
    }
  },
  UNIX_SOCKET {
    @Override
    Endpoint endpoint(Place place, Path directory) {
      String socket = "unix:" + directory.resolve("milter.sock");
      return new Endpoint(socket, socket);
    }
  };

  abstract Endpoint endpoint(Place place, Path directory);

  /**
   * One place to meet, in two notations.
   *
   * @param listen as the daemon's configuration has it
   * @param milter as Postfix has it
   */
  record Endpoint(String listen, String milter) {}
}
