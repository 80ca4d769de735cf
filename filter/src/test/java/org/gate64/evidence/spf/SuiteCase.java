package org.gate64.evidence.spf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.gate64.dns.Dns;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.gate64.net.MailPath;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One case of the conformance suite for RFC 7208 (openspf.org, release 2014.04).
 *
 * @param results any of these will do
 * @param explanation what a fail is explained with; empty for an explanation of our own choice
 */
record SuiteCase(
    String id, SpfQuery query, Dns dns, List<String> results, Optional<String> explanation) {

  private static final String PROPERTY = "gate64.rfc7208";
  private static final String USUAL_PLACE = "/usr/share/doc/python3-spf/rfc7208-tests.yml.gz";
  private static final DomainName RECEIVER = DomainName.parse("mx.receiver.example").orElseThrow();

  static List<SuiteCase> all() {
    Path file = Path.of(System.getProperty(PROPERTY, USUAL_PLACE));
    if (!Files.isReadable(file)) {
      throw new AssertionError(
          "The conformance suite is not at "
              + file
              + ": install the Debian package python3-spf (with its documents), or name the file"
              + " with -D"
              + PROPERTY
              + "=rfc7208-tests.yml.gz");
    }
    List<SuiteCase> cases = new ArrayList<>();
    try (InputStream yaml = new GZIPInputStream(Files.newInputStream(file))) {
      Load load = new Load(LoadSettings.builder().build());
      for (Object scenario : load.loadAllFromInputStream(yaml)) {
        addCases((Map<?, ?>) scenario, cases);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  /** Whether the result is one that the suite allows, with the explanation that it wants. */
  boolean agrees(SpfResult result) {
    return results.contains(result.status().keyword())
        && explanation.filter(text -> !text.equals(result.detail())).isEmpty();
  }

  private static void addCases(Map<?, ?> scenario, List<SuiteCase> cases) {
    Dns dns = new SuiteZone(mapping(scenario, "zonedata"));
    mapping(scenario, "tests")
        .forEach((id, properties) -> cases.add(of(id.toString(), (Map<?, ?>) properties, dns)));
  }

  private static SuiteCase of(String id, Map<?, ?> properties, Dns dns) {
    SpfQuery query =
        new SpfQuery(
            ClientAddress.parse(text(properties, "host")).orElseThrow(),
            text(properties, "helo"),
            MailPath.parse(text(properties, "mailfrom")),
            RECEIVER);
    Object result = properties.get("result");
    List<String> results =
        result instanceof List<?> several
            ? several.stream().map(String::valueOf).toList()
            : List.of(String.valueOf(result));
    Optional<String> explanation =
        Optional.ofNullable(properties.get("explanation"))
            .map(String::valueOf)
            .filter(text -> !text.equals("DEFAULT"));
    return new SuiteCase(id, query, dns, results, explanation);
  }

  private static Map<?, ?> mapping(Map<?, ?> scenario, String key) {
    return (Map<?, ?>) Objects.requireNonNull(scenario.get(key), key);
  }

  private static String text(Map<?, ?> properties, String key) {
    return String.valueOf(properties.get(key));
  }

  @Override
  public String toString() {
    return id;
  }
}
