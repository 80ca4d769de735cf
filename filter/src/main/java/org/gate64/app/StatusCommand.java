package org.gate64.app;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How a running node is. */
@Command(
    name = "status",
    description = "Tells how a running node is.",
    mixinStandardHelpOptions = true)
final class StatusCommand extends NodeCommand {

  @Mixin private FormatOption format = new FormatOption();

  @Override
  void run(Node node) throws FailedCommand {
    print(node.read("/status", Map.of("format", format.keyword())));
  }
}
