package org.gate64.app;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How a running node is. */
@Command(
    name = "status",
    description = "Tells how a running node is.",
    mixinStandardHelpOptions = true)
final class StatusCommand extends NodeCommand {

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "For people or for programs (default: ${DEFAULT-VALUE}).",
      defaultValue = "text")
  private Format format = Format.TEXT;

  @Override
  void run(Node node) throws FailedCommand {
    print(node.read("/status", Map.of("format", format.keyword())));
  }
}
