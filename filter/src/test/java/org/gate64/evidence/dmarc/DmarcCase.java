package org.gate64.evidence.dmarc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gate64.dns.Dns;
import org.gate64.dns.ZoneDns;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.spf.SpfResult;

/**
 * One line of the case files; their form is explained in {@code README.txt} beside them.
 *
 * @param place file and line, and the section that it holds
 * @param expected result, policy and alignment, as they are written
 */
record DmarcCase(
    String place, Dns dns, Author author, SpfResult spf, List<DkimResult> dkim, String expected) {

  private static final List<String> FILES =
      List.of("examples", "records", "policy", "alignment", "unpublished", "outages", "authors");

  private static final int COLUMNS = 7;

  static List<DmarcCase> all() {
    return FILES.stream().flatMap(file -> read(file).stream()).toList();
  }

  /** What came out, written as in the files. */
  static String written(DmarcResult result) {
    String policy =
        result
            .policy()
            .map(known -> known.applicable().keyword() + " at " + known.domain())
            .orElse("-");
    return String.join(" | ", result.status().keyword(), policy, result.alignment().keyword());
  }

  private static List<DmarcCase> read(String file) {
    List<DmarcCase> cases = new ArrayList<>();
    List<String> zone = new ArrayList<>();
    String title = "";
    int number = 0;
    for (String line : lines(file)) {
      number++;
      if (line.startsWith("==")) {
        title = line.substring(2).strip();
        zone.clear();
      } else if (line.startsWith("|")) {
        Dns dns = ZoneDns.of(zone.toArray(String[]::new));
        cases.add(of(file + ".txt:" + number + " " + title, dns, line));
      } else if (!line.startsWith("#")) {
        zone.add(line);
      }
    }
    return cases;
  }

  private static DmarcCase of(String place, Dns dns, String line) {
    List<String> columns =
        Arrays.stream(line.substring(1).split("\\|", -1)).map(String::strip).toList();
    if (columns.size() != COLUMNS + 1) {
      throw new IllegalArgumentException(place + ": not a case: " + line);
    }
    return new DmarcCase(
        place + " (RFC 9989, " + columns.get(0) + ")",
        dns,
        Messages.author(columns.get(1)),
        Messages.spf(columns.get(2)),
        Messages.dkim(columns.get(3)),
        String.join(" | ", columns.subList(4, COLUMNS)));
  }

  private static List<String> lines(String file) {
    String name = file + ".txt";
    try {
      return Files.readAllLines(
          Path.of(Objects.requireNonNull(DmarcCase.class.getResource(name), name).toURI()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return place;
  }
}
