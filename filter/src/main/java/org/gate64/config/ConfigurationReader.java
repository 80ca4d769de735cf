package org.gate64.config;

import com.typesafe.config.ConfigObject;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;

/**
 * Reads a configuration file in HOCON notation (the Typesafe Config library's). Neither the
 * environment nor system properties have a say in it.
 */
public final class ConfigurationReader {

  private ConfigurationReader() {}

  /**
   * Reads a file and what it includes, at most 1 MiB in all. Never throws, whatever the file holds.
   *
   * @param file named in problems as it is named here
   */
  public static ReadResult read(Path file) {
    Problems problems = new Problems();
    Optional<ConfigObject> values = new SourceFiles(problems).read(file);
    Optional<Configuration> configuration =
        values.map(root -> SettingsReader.read(Section.root(root, problems, new HashSet<>())));
    return configuration.isPresent() && problems.count() == 0
        ? new ReadResult.Valid(configuration.get())
        : new ReadResult.Invalid(problems.inOrder());
  }
}
