package org.gate64.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.gate64.fixtures.mta.ChildProcess;
import org.gate64.fixtures.mta.Place;

/**
 * SpamAssassin behind spamass-milter (Debian packages {@code spamd} and {@code spamass-milter}) as
 * processes of the test's own, with their rules and no other plugin than the one that runs those.
 * They ask nobody outside.
 */
final class SpamAssassin {

  /** What every filter takes for spam: the Generic Test for Unsolicited Bulk Email. */
  static final String GTUBE =
      "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

  private static final Path DAEMON = Path.of("/usr/sbin/spamd");
  private static final Path MILTER = Path.of("/usr/sbin/spamass-milter");
  private static final String RULES = "/usr/share/spamassassin";
  private static final String USER = "nobody";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private SpamAssassin() {}

  /** Why it cannot be started here; empty if it can. */
  static Optional<String> unavailableBecause() {
    return Files.isExecutable(DAEMON) && Files.isExecutable(MILTER)
        ? Optional.empty()
        : Optional.of("spamd or spamass-milter is not installed");
  }

  /** Starts both. */
  static String start(Place place, Path directory, Deque<AutoCloseable> open) throws IOException {
    String daemonPort = Integer.toString(place.freePort());
    // The daemon's user, too, has to reach what is below.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    Path site = Files.createDirectory(directory.resolve("spamassassin"));
    Files.writeString(site.resolve("check.pre"), "loadplugin Mail::SpamAssassin::Plugin::Check\n");
    Files.writeString(site.resolve("local.cf"), "use_bayes 0\nreport_safe 0\n");
    ChildProcess daemon =
        ChildProcess.start(
            directory.resolve("spamd.log"),
            place.command(
                List.of(
                    DAEMON.toString(),
                    "--local",
                    "--nouser-config",
                    "--configpath=" + RULES,
                    "--siteconfigpath=" + site,
                    "--listen=127.0.0.1:" + daemonPort,
                    "--allowed-ips=127.0.0.1",
                    "--max-children=2",
                    "--username=" + USER,
                    "--syslog=stderr")));
    open.push(daemon);
    daemon.awaitOutput("spawned child process", PATIENCE);
    String milter = "inet:" + place.freePort() + "@127.0.0.1";
    open.push(
        ChildProcess.start(
            directory.resolve("spamass-milter.log"),
            place.command(
                List.of(
                    MILTER.toString(),
                    "-p",
                    milter,
                    "-u",
                    USER,
                    "-m",
                    "--",
                    "-d",
                    "127.0.0.1",
                    "-p",
                    daemonPort))));
    return milter.replaceAll("inet:(\\d+)@(.*)", "inet:$2:$1");
  }
}
