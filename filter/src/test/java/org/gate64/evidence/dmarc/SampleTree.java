package org.gate64.evidence.dmarc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gate64.dns.Dns;
import org.gate64.dns.ZoneDns;

/**
 * Some DNS and a message.
 *
 * @param organization the name that was registered, by the public suffix list too
 * @param records what is published, by domain
 * @param existing the domains that have an address
 * @param spf status and domain, likewise {@code dkim}
 */
record SampleTree(
    String organization,
    Map<String, String> records,
    Set<String> existing,
    String author,
    String spf,
    String dkim) {

  Dns dns() {
    return ZoneDns.of(
        Stream.concat(
                records.entrySet().stream()
                    .map(one -> "_dmarc." + one.getKey() + ". TXT \"" + one.getValue() + '"'),
                existing.stream().map(domain -> domain + ". A 192.0.2.1"))
            .toArray(String[]::new));
  }

  /** What is published for a domain. */
  Optional<SampleRecord> record(String domain) {
    return Optional.ofNullable(records.get(domain)).map(SampleRecord::of);
  }

  /** The author's own record. */
  Optional<SampleRecord> own() {
    return record(author);
  }

  /** The domains above the author's, the nearest first. */
  List<String> above() {
    return Stream.iterate(author, name -> name.contains("."), SampleTree::parent)
        .map(SampleTree::parent)
        .toList();
  }

  /** The records of the author's domain and of those above, the nearest first. */
  List<SampleRecord> inReach() {
    return Stream.concat(Stream.of(author), above().stream())
        .flatMap(domain -> record(domain).stream())
        .toList();
  }

  private static String parent(String name) {
    return name.substring(name.indexOf('.') + 1);
  }
}
