package org.gate64.evidence.dmarc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Trees of DMARC records and messages, made from a seed. */
final class SampleTrees {

  private static final List<String> ORGANIZATIONS = List.of("alpha.com", "beta.org", "gamma.co.uk");

  private static final List<String> HOSTS =
      List.of("", "", "", "mail.", "news.", "a.mail.", "deep.a.mail.", "x.deep.a.mail.");

  private static final List<String> POLICIES = List.of("none", "quarantine", "reject");
  private static final List<String> STATUSES = List.of("pass", "pass", "pass", "fail");

  private final Random random;

  SampleTrees(long seed) {
    this.random = new Random(seed);
  }

  SampleTree next() {
    String organization = any(ORGANIZATIONS);
    String author = any(HOSTS) + organization;
    Map<String, String> records = new LinkedHashMap<>();
    if (chance(90)) {
      records.put(organization, record());
    }
    if (chance(25)) {
      records.put(author, record());
    }
    if (chance(15)) {
      records.put(any(HOSTS) + organization, record());
    }
    if (chance(12)) {
      String suffix = organization.substring(organization.indexOf('.') + 1);
      records.put(suffix, "v=DMARC1; psd=y; p=" + any(POLICIES));
    }
    Set<String> existing =
        Stream.of(organization, author)
            .filter(name -> chance(60))
            .collect(Collectors.toCollection(TreeSet::new));
    return new SampleTree(
        organization,
        records,
        withParents(existing, records),
        author,
        proof(organization),
        proof(organization));
  }

  /** A name exists where one below it does; authheaders has to be told so. */
  private static Set<String> withParents(Set<String> existing, Map<String, String> records) {
    Set<String> all = new TreeSet<>();
    Stream.concat(existing.stream(), records.keySet().stream())
        .forEach(
            name -> {
              for (String rest = name; !rest.isEmpty(); ) {
                all.add(rest);
                int dot = rest.indexOf('.');
                rest = dot < 0 ? "" : rest.substring(dot + 1);
              }
            });
    return all;
  }

  private String proof(String organization) {
    return any(STATUSES) + " " + any(HOSTS) + (chance(60) ? organization : any(ORGANIZATIONS));
  }

  private String record() {
    StringBuilder record = new StringBuilder("v=DMARC1");
    if (chance(97)) {
      record.append("; p=").append(chance(98) ? any(POLICIES) : "bogus");
    }
    add(record, 25, "sp", POLICIES);
    add(record, 20, "np", POLICIES);
    add(record, 20, "adkim", List.of("r", "s", "S"));
    add(record, 20, "aspf", List.of("r", "s", "S"));
    add(record, 3, "adkim", List.of("x"));
    add(record, 5, "t", List.of("y", "n"));
    add(record, 4, "psd", List.of("n"));
    add(record, 30, "rua", List.of("mailto:dmarc@reports.example"));
    add(record, 10, "pct", List.of("0", "50"));
    return record.append(any(List.of("", ";", " ; "))).toString();
  }

  private void add(StringBuilder record, int percent, String tag, List<String> values) {
    if (chance(percent) && record.indexOf("; " + tag + "=") < 0) {
      record.append("; ").append(tag).append('=').append(any(values));
    }
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
