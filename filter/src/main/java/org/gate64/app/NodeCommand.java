package org.gate64.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gate64.config.Configuration;
import org.gate64.config.HeaderSettings;
import org.gate64.net.ListenAddress;
import org.gate64.net.PlainText;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that asks a running node for something. */
abstract class NodeCommand implements Callable<Integer> {

  @Mixin private ConfigurationFile file = new ConfigurationFile();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where the node answers (default: at admin.listen of the configuration).")
  private Optional<URI> url = Optional.empty();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "The token that changes need (default: admin-token in state-dir of the configuration).")
  private Optional<Path> tokenFile = Optional.empty();

  /** Does it. */
  abstract void run(Node node) throws FailedCommand;

  @Override
  public final Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try (Node node = new Node(where(err))) {
      run(node);
      return 0;
    } catch (FailedCommand failed) {
      ErrorLines.print(err, Objects.requireNonNullElse(failed.getMessage(), ""));
      return failed.exitCode();
    }
  }

  /** The token, as it lies in the file. */
  final Node.Key key() throws FailedCommand {
    Path path = tokenFile.isPresent() ? tokenFile.get() : ofStateDirectory();
    try {
      return new Node.Key(path, AdminTokenFile.read(path));
    } catch (IOException e) {
      throw FailedCommand.ofInput(path + ": " + e.getMessage());
    }
  }

  /** The name of the verdict's field; the usual one where there is no configuration to read. */
  final String verdictField() throws FailedCommand {
    return file.isReadable()
        ? configuration(spec.commandLine().getErr()).headers().verdict()
        : HeaderSettings.defaults().verdict();
  }

  /** Prints lines that came from a node. */
  final void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    text.lines().forEach(line -> out.println(PlainText.visible(line, Integer.MAX_VALUE)));
    out.flush();
  }

  /** Says something beside the data that goes to the standard output. */
  final void remark(String text) {
    ErrorLines.print(spec.commandLine().getErr(), text);
  }

  private Path ofStateDirectory() throws FailedCommand {
    return AdminTokenFile.in(
        configuration(spec.commandLine().getErr())
            .stateDir()
            .orElseThrow(
                () ->
                    FailedCommand.ofInput(
                        "state-dir is empty in " + file + ", so nothing can be changed")));
  }

  private Node.Place where(PrintWriter err) throws FailedCommand {
    if (url.isPresent()) {
      URI given = url.get();
      if (!"http".equals(given.getScheme()) || given.getHost() == null) {
        throw FailedCommand.ofInput("--url: " + given + " is no http://HOST:PORT");
      }
      return new Node.Place(given.resolve("/"), "--url");
    }
    ListenAddress.Inet listen =
        configuration(err)
            .admin()
            .listen()
            .orElseThrow(
                () ->
                    FailedCommand.ofInput(
                        "admin.listen is empty in " + file + ", so its node answers nowhere"));
    return new Node.Place(reachable(listen.address()), "admin.listen in " + file);
  }

  /** A node that listens on all addresses is asked at loopback. */
  private static URI reachable(InetSocketAddress listen) {
    InetAddress address = listen.getAddress();
    boolean ipv6 = address instanceof Inet6Address;
    String host =
        address.isAnyLocalAddress() ? (ipv6 ? "::1" : "127.0.0.1") : address.getHostAddress();
    return URI.create("http://" + (ipv6 ? "[" + host + "]" : host) + ":" + listen.getPort() + "/");
  }

  private Configuration configuration(PrintWriter err) throws FailedCommand {
    return file.read(err).orElseThrow(() -> FailedCommand.ofInput(""));
  }
}
