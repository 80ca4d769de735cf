package org.gate64.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gate64.config.Configuration;
import org.gate64.config.ConfigurationReader;
import org.gate64.config.ReadResult;
import picocli.CommandLine.Option;

/** The option {@code --conf}, which every command has. */
final class ConfigurationFile {

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "The configuration (default: ${DEFAULT-VALUE}).",
      defaultValue = "/etc/gate64/gate64.conf")
  private Path file = Path.of("");

  /** Reads it; where it is wrong, every problem is printed, a line each. */
  Optional<Configuration> read(PrintWriter err) {
    ReadResult result = ConfigurationReader.read(file);
    if (result instanceof ReadResult.Invalid invalid) {
      invalid.problems().forEach(problem -> ErrorLines.print(err, problem.toString()));
      return Optional.empty();
    }
    return Optional.of(((ReadResult.Valid) result).configuration());
  }

  /** Whether there is one that this user may read. */
  boolean isReadable() {
    return Files.isReadable(file);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
