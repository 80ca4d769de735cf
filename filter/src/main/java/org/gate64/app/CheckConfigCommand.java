package org.gate64.app;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gate64.config.Configuration;
import org.gate64.config.EffectiveConfiguration;
import org.gate64.config.EndedRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads the configuration as {@code run} would. */
@Command(
    name = "check-config",
    description = "Prints what is wrong with a configuration, or what it amounts to.",
    mixinStandardHelpOptions = true)
final class CheckConfigCommand implements Callable<Integer> {

  @Mixin private ConfigurationFile file = new ConfigurationFile();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    Optional<Configuration> configuration = file.read(err);
    configuration.map(EffectiveConfiguration::render).ifPresent(out::print);
    configuration.stream()
        .flatMap(read -> EndedRules.of(read, LocalDate.now(Clock.systemUTC())).stream())
        .forEach(ended -> ErrorLines.print(err, "warning: " + ended));
    out.flush();
    return configuration.isPresent() ? 0 : 1;
  }
}
