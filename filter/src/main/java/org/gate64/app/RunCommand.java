package org.gate64.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gate64.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The daemon, in the foreground, until it is told to stop. */
@Command(
    name = "run",
    description = "Runs the daemon in the foreground.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  @Mixin private ConfigurationFile file = new ConfigurationFile();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Optional<Configuration> configuration = file.read(err);
    if (configuration.isEmpty()) {
      return 1;
    }
    try {
      Daemon daemon = Daemon.start(configuration.get());
      Runtime.getRuntime().addShutdownHook(new Thread(daemon::stopAndExit, "gate64-shutdown"));
      daemon.awaitEnd();
      return 0;
    } catch (IOException cannotStart) {
      ErrorLines.print(err, String.valueOf(cannotStart.getMessage()));
      return 1;
    }
  }
}
