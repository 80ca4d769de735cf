package org.gate64.evidence.spf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.RecordType;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;

/**
 * The DNS of one scenario, by the rules of the suite: records of the type SPF are TXT records too
 * where a name has no others, {@code TIMEOUT} holds for all types that the name has no record of,
 * and {@code NONE} is no record. A loop of CNAMEs is a failure, as with real resolvers.
 */
final class SuiteZone implements Dns {

  private static final Duration TTL = Duration.ofMinutes(5);
  private static final int LONGEST_ALIAS_CHAIN = 8;
  private static final String TIMEOUT = "TIMEOUT";

  private record Entry(String type, Object data) {}

  private final Map<String, List<Entry>> names = new HashMap<>();

  SuiteZone(Map<?, ?> zoneData) {
    zoneData.forEach((name, records) -> names.put(lowerCase(name), entries((List<?>) records)));
  }

  @Override
  public CompletableFuture<DnsAnswer> lookup(DnsQuestion question) {
    return CompletableFuture.completedFuture(
        answer(question.name().toString(), question.type(), LONGEST_ALIAS_CHAIN));
  }

  private DnsAnswer answer(String name, RecordType type, int aliasesLeft) {
    List<Entry> entries = names.getOrDefault(name, List.of());
    List<DnsRecord> records = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.type.equals(type.name())) {
        record(type, entry.data).ifPresent(records::add);
      }
    }
    if (!records.isEmpty()) {
      return new DnsAnswer.Found(records, TTL);
    }
    if (has(entries, TIMEOUT)) {
      return new DnsAnswer.Failure(DnsAnswer.FailureReason.TIMEOUT, "no answer in time");
    }
    Optional<Entry> alias = entries.stream().filter(e -> e.type.equals("CNAME")).findFirst();
    if (alias.isEmpty()) {
      return new DnsAnswer.None(!entries.isEmpty(), TTL);
    }
    return aliasesLeft == 0
        ? new DnsAnswer.Failure(DnsAnswer.FailureReason.MALFORMED, "a loop of aliases")
        : answer(withoutFinalDot(lowerCase(alias.get().data)), type, aliasesLeft - 1);
  }

  private static List<Entry> entries(List<?> records) {
    List<Entry> entries = new ArrayList<>();
    for (Object record : records) {
      if (record instanceof Map<?, ?> typed) {
        typed.forEach((type, data) -> entries.add(new Entry(String.valueOf(type), data)));
      } else {
        entries.add(new Entry(String.valueOf(record), ""));
      }
    }
    if (!has(entries, "TXT")) {
      entries.stream()
          .filter(entry -> entry.type.equals("SPF"))
          .map(entry -> new Entry("TXT", entry.data))
          .toList()
          .forEach(entries::add);
    }
    return entries;
  }

  private static Optional<DnsRecord> record(RecordType type, Object data) {
    return switch (type) {
      case A, AAAA -> ClientAddress.parse(data.toString()).map(DnsRecord.Address::new);
      case MX -> {
        List<?> mx = (List<?>) data;
        int preference = ((Number) mx.get(0)).intValue();
        yield Optional.of(new DnsRecord.Exchange(preference, exchange(mx.get(1).toString())));
      }
      case PTR -> DomainName.parse(data.toString()).map(DnsRecord.Pointer::new);
      case TXT -> text(data).map(DnsRecord.Text::new);
    };
  }

  private static DomainName exchange(String name) {
    return name.isEmpty() ? DomainName.ROOT : DomainName.parse(name).orElseThrow();
  }

  private static Optional<String> text(Object data) {
    if (data instanceof List<?> strings) {
      return Optional.of(String.join("", strings.stream().map(String::valueOf).toList()));
    }
    return data.equals("NONE") ? Optional.empty() : Optional.of(data.toString());
  }

  private static boolean has(List<Entry> entries, String type) {
    return entries.stream().anyMatch(entry -> entry.type.equals(type));
  }

  private static String lowerCase(Object text) {
    return String.valueOf(text).toLowerCase(Locale.ROOT);
  }

  private static String withoutFinalDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
