package org.gate64.evidence.fcrdns;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gate64.fixtures.mta.ChildProcess;

/**
 * The resolver unbound (Debian: package {@code unbound}) as a process of the test's own, on the
 * loopback address. It asks one server there for everything, and nobody else.
 */
final class Unbound implements AutoCloseable {

  private static final String PROGRAM = "/usr/sbin/unbound";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PORTS_TO_TRY = 10;

  private final ChildProcess process;
  private final InetSocketAddress address;

  private Unbound(ChildProcess process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it, and waits until it answers.
   *
   * @param directory for its configuration and its log
   * @param source the server that it asks
   * @throws IOException where it is not installed, or does not start
   */
  static Unbound start(Path directory, InetSocketAddress source) throws IOException {
    if (!Files.isExecutable(Path.of(PROGRAM))) {
      throw new IOException(PROGRAM + " is missing: install the Debian package unbound");
    }
    for (int attempt = 1; ; attempt++) {
      InetSocketAddress address = freeAddress();
      Path configuration = directory.resolve("unbound.conf");
      Files.writeString(configuration, configuration(directory, address, source));
      ChildProcess process =
          ChildProcess.start(
              directory.resolve("unbound.log"),
              List.of(PROGRAM, "-d", "-p", "-c", configuration.toString()));
      try {
        process.awaitOutput("start of service", PATIENCE);
        return new Unbound(process, address);
      } catch (IOException portTakenMeanwhile) {
        process.close();
        if (attempt == PORTS_TO_TRY) {
          throw portTakenMeanwhile;
        }
      }
    }
  }

  InetSocketAddress address() {
    return address;
  }

  /** The zones of documentation addresses are unbound's own unless it is told that they are not. */
  private static String configuration(
      Path directory, InetSocketAddress address, InetSocketAddress source) {
    return """
        server:
          directory: "%s"
          chroot: ""
          username: ""
          pidfile: ""
          use-syslog: no
          verbosity: 1
          num-threads: 1
          interface: %s@%d
          do-not-query-localhost: no
          module-config: "iterator"
          local-zone: "8.b.d.0.1.0.0.2.ip6.arpa." nodefault
          local-zone: "2.0.192.in-addr.arpa." nodefault
        remote-control:
          control-enable: no
        forward-zone:
          name: "."
          forward-addr: %s@%d
        """
        .formatted(
            directory,
            address.getAddress().getHostAddress(),
            address.getPort(),
            source.getAddress().getHostAddress(),
            source.getPort());
  }

  private static InetSocketAddress freeAddress() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
