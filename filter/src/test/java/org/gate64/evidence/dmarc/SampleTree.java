package org.gate64.evidence.dmarc;

import java.util.Map;
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

  /** Whether any record has a tag that begins like this. */
  boolean uses(String tag) {
    return records.values().stream().anyMatch(record -> record.contains("; " + tag));
  }

  /** The author's own record; empty for none. */
  String own() {
    return records.getOrDefault(author, "");
  }
}
