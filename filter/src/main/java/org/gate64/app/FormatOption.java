package org.gate64.app;

import picocli.CommandLine.Option;

/** In which form a command prints. */
final class FormatOption {

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "For people or for programs (default: ${DEFAULT-VALUE}).",
      defaultValue = "text")
  private Format format = Format.TEXT;

  String keyword() {
    return format.keyword();
  }
}
