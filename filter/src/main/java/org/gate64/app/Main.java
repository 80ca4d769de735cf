package org.gate64.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line. Exit codes: 0 fine, 1 a problem with what was given, 2 usage, 3 the daemon
 * could not be reached.
 */
@Command(
    name = "gate64",
    description = "Holds mail that arrives over IPv6 to a strict rule.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      CheckConfigCommand.class,
      ExplainCommand.class,
      ReputationCommand.class,
      FeedbackCommand.class,
      StatusCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Main {

  private Main() {}

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::wrongUse);
  }

  /** As picocli does, but for the program's name. */
  private static int wrongUse(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    ErrorLines.print(command.getErr(), String.valueOf(wrong.getMessage()));
    if (!UnmatchedArgumentException.printSuggestions(wrong, command.getErr())) {
      command.usage(command.getErr());
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** Runs one command. */
  public static void main(String[] arguments) {
    int exitCode = commandLine().execute(arguments);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }
}
