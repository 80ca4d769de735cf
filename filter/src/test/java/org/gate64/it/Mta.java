package org.gate64.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.gate64.fixtures.mta.DovecotAuth;
import org.gate64.fixtures.mta.MailServer;
import org.gate64.fixtures.mta.NetworkNamespace;
import org.gate64.fixtures.mta.Place;
import org.gate64.fixtures.mta.PostfixServer;
import org.gate64.fixtures.mta.SendmailServer;

/** Whose mail server asks the daemon. */
enum Mta {
  POSTFIX {
    @Override
    Optional<String> unavailableBecause() {
      return PostfixServer.unavailableBecause();
    }

    @Override
    MailServer start(Place place, Path directory, List<String> milters, Deque<AutoCloseable> open)
        throws IOException {
      DovecotAuth auth = DovecotAuth.start(directory.resolve("auth.sock"));
      open.push(auth);
      return PostfixServer.in(place, directory)
          .auth(auth)
          .milters(milters.toArray(String[]::new))
          .milterDefaultAction("tempfail")
          .start();
    }

    @Override
    String milter(MilterTransport.Endpoint endpoint) {
      return endpoint.milter();
    }
  },

  SENDMAIL {
    @Override
    Optional<String> unavailableBecause() {
      return SendmailServer.unavailableBecause();
    }

    @Override
    MailServer start(Place place, Path directory, List<String> milters, Deque<AutoCloseable> open)
        throws IOException {
      return SendmailServer.start((NetworkNamespace) place, directory, milters);
    }

    @Override
    String milter(MilterTransport.Endpoint endpoint) {
      return "S=" + endpoint.listen() + ", F=T, T=S:30s;R:30s;E:5m";
    }
  };

  /** Why it cannot be started here; empty if it can. */
  abstract Optional<String> unavailableBecause();

  /**
   * Starts it.
   *
   * @param milters as it has them
   * @param open takes what else is to be closed in the end
   */
  abstract MailServer start(
      Place place, Path directory, List<String> milters, Deque<AutoCloseable> open)
      throws IOException;

  /** How it reaches the daemon; where it does not, mail has to come again. */
  abstract String milter(MilterTransport.Endpoint endpoint);
}
