package org.gate64.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gate64.config.Configuration;
import org.gate64.milter.wire.Macro;
import org.gate64.net.ClientAddress;
import org.gate64.net.MailPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges one message as the daemon would, and says why; changes nothing. */
@Command(
    name = "explain",
    description = "Judges one message file as the daemon would, and says why.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

  @Mixin private ConfigurationFile file = new ConfigurationFile();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--ip",
      required = true,
      paramLabel = "ADDRESS",
      description = "The client's address.")
  private String ip = "";

  @Option(names = "--helo", paramLabel = "NAME", description = "What the client said at EHLO.")
  private Optional<String> helo = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      description =
          "The envelope's sender; \"<>\" for a notification (default: the message's Return-Path,"
              + " else its From).")
  private Optional<String> from = Optional.empty();

  @Option(names = "--rcpt", paramLabel = "ADDRESS", description = "The envelope's recipient.")
  private String recipient = "postmaster";

  @Option(
      names = "--client-name",
      paramLabel = "NAME",
      description = "What the mail server calls the client.")
  private String clientName = "unknown";

  @Parameters(paramLabel = "MESSAGE", description = "The file that holds the message.")
  private Path message = Path.of("");

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    ClientAddress client =
        ClientAddress.parse(ip)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), "--ip: " + ip + " is no IPv6 or IPv4 address"));
    Optional<Configuration> configuration = file.read(err);
    if (configuration.isEmpty()) {
      return 1;
    }
    try {
      MessageFile content = MessageFile.read(message);
      Trial trial =
          new Trial(client, clientName, helo.orElse(""), sender(content), recipient, macros());
      out.print(trial.explain(configuration.get(), content));
      out.flush();
      return 0;
    } catch (IOException e) {
      ErrorLines.print(err, message + ": " + Reasons.of(e));
      return 1;
    }
  }

  private MailPath sender(MessageFile content) {
    return MailPath.parse(
        from.or(() -> content.first("Return-Path"))
            .or(() -> content.first("From").map(ExplainCommand::address))
            .orElse(""));
  }

  /** The address within a From field, well enough for a default. */
  private static String address(String from) {
    int open = from.lastIndexOf('<');
    int close = from.indexOf('>', Math.max(open, 0));
    return open >= 0 && close > open ? from.substring(open, close + 1) : from;
  }

  private static Map<String, String> macros() {
    try {
      return Map.of(Macro.MTA_NAME, InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException nameless) {
      return Map.of();
    }
  }
}
