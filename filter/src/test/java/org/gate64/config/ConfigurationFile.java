package org.gate64.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A gate64.conf in a directory, and what the reader makes of it. */
final class ConfigurationFile {

  private final Path directory;

  ConfigurationFile(Path directory) {
    this.directory = directory;
  }

  /** What this text means. */
  Configuration valid(String text) throws IOException {
    ReadResult result = ConfigurationReader.read(write(text));
    assertThat(result).isInstanceOf(ReadResult.Valid.class);
    return ((ReadResult.Valid) result).configuration();
  }

  /** What is wrong with this text, with file names relative to the directory. */
  List<String> problems(String text) throws IOException {
    return problems(write(text)).stream().map(line -> line.replace(directory + "/", "")).toList();
  }

  static List<String> problems(Path file) {
    ReadResult result = ConfigurationReader.read(file);
    assertThat(result).isInstanceOf(ReadResult.Invalid.class);
    return ((ReadResult.Invalid) result).problems().stream().map(Problem::toString).toList();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("gate64.conf"), text);
  }
}
