package org.gate64;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What comparisons with other people's data and programs came to, for the table that {@code
 * deploy/test} prints. Each test that compares records one line under a name of its own.
 */
public final class Conformance {

  private static final Path DIRECTORY = Path.of("target", "conformance");

  private Conformance() {}

  /**
   * Writes one line of the table down.
   *
   * @param name of the line; the table is in the order of these names
   * @param check what was checked, like {@code SPF}
   * @param judge whose word was compared with ours
   * @param agreed how many of the comparisons agreed
   * @param total how many comparisons there were
   * @param explained how many of the others the test explains by what the RFC says
   */
  public static void record(
      String name, String check, String judge, int agreed, int total, int explained)
      throws IOException {
    Files.createDirectories(DIRECTORY);
    Files.writeString(
        DIRECTORY.resolve(name + ".tsv"),
        String.join(
            "\t",
            check,
            judge,
            Integer.toString(agreed),
            Integer.toString(total),
            Integer.toString(explained) + "\n"));
  }
}
