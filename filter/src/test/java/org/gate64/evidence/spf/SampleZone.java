package org.gate64.evidence.spf;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsQuestion;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.RecordType;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;

/**
 * The DNS of one sample: hosts of every kind, which are the same in all samples, and policies.
 *
 * <p>Of the names below {@code list.test} every other one exists, which one depends on every
 * character of it: whoever expands a macro in another way finds another answer.
 */
record SampleZone(Map<String, String> policies, ClientAddress client, List<String> clientNames)
    implements Dns {

  private static final String LIST = ".list.test";
  private static final ClientAddress LISTED = address("127.0.0.2");

  private static final Map<String, List<String>> ADDRESSES =
      Map.of(
          "v4.test", List.of("192.0.2.25"),
          "v4far.test", List.of("198.51.100.1"),
          "v6.test", List.of("2001:db8:1:2::25"),
          "v6far.test", List.of("2001:db8:ffff::1"),
          "both.test", List.of("192.0.2.130", "2001:db8:1:2::130"),
          "far.test", List.of("198.51.100.2", "198.51.100.3", "2001:db8:ffff::2"),
          "example.org", List.of("192.0.2.25", "2001:db8:1:2::25"),
          "sub.example.org", List.of("192.0.2.26", "2001:db8:1:2::26"));

  private static final Map<String, List<String>> TEXTS =
      Map.of(
          "twice.test", List.of("v=spf1 +all", "v=SPF1 -all"),
          "wrong.test", List.of("v=spf10 +all", "v=spf1\t+all", "v=spf1+all"),
          "why.test", List.of("%{c} is not ours"));

  private static final Map<String, List<String>> EXCHANGES =
      Map.of(
          "example.org", List.of("both.test"),
          "sub.example.org", List.of("v4.test", "v6.test"),
          "mx.test", List.of("far.test", "both.test"),
          "mxhalf.test", List.of("void1.test", "both.test"),
          "mxvoid.test", List.of("void1.test", "void2.test", "void3.test"),
          "mxdead.test", List.of("both.test", "dead.test"),
          "mxnull.test", List.of("."),
          "mx10.test", exchanges(10),
          "mx11.test", exchanges(11));

  @Override
  public CompletableFuture<DnsAnswer> lookup(DnsQuestion question) {
    String name = question.name().toString();
    if (name.endsWith("dead.test") && !name.equals("mxdead.test")) {
      return Answers.failure();
    }
    List<DnsRecord> records = records(question.type(), name);
    return records.isEmpty() ? Answers.none() : Answers.found(records.toArray(DnsRecord[]::new));
  }

  private List<DnsRecord> records(RecordType type, String name) {
    return switch (type) {
      case A -> addresses(name, ClientAddress.Family.IPV4);
      case AAAA -> addresses(name, ClientAddress.Family.IPV6);
      case MX -> exchangesOf(name);
      case PTR ->
          name.equals(client.reverseName().toString())
              ? clientNames.stream().<DnsRecord>map(SampleZone::pointer).toList()
              : List.of();
      case TXT -> textsOf(name).stream().<DnsRecord>map(DnsRecord.Text::new).toList();
    };
  }

  private List<String> textsOf(String name) {
    return policies.containsKey(name)
        ? List.of(policies.get(name), "not SPF")
        : TEXTS.getOrDefault(name, List.of());
  }

  private static List<DnsRecord> addresses(String name, ClientAddress.Family family) {
    if (name.endsWith(LIST)) {
      boolean exists = name.chars().sum() % 2 == 0 && family == LISTED.family();
      return exists ? List.of(new DnsRecord.Address(LISTED)) : List.of();
    }
    List<String> hosts =
        name.startsWith("many")
            ? List.of("203.0.113.1", "2001:db8:eeee::1")
            : ADDRESSES.getOrDefault(name, List.of());
    return hosts.stream()
        .map(SampleZone::address)
        .filter(address -> address.family() == family)
        .<DnsRecord>map(DnsRecord.Address::new)
        .toList();
  }

  private static List<DnsRecord> exchangesOf(String name) {
    List<String> hosts = EXCHANGES.getOrDefault(name, List.of());
    return IntStream.range(0, hosts.size())
        .<DnsRecord>mapToObj(i -> new DnsRecord.Exchange(10 + i, name(hosts.get(i))))
        .toList();
  }

  private static List<String> exchanges(int number) {
    return IntStream.range(0, number).mapToObj(i -> "many" + i + ".test").toList();
  }

  private static DnsRecord pointer(String name) {
    return new DnsRecord.Pointer(name(name));
  }

  private static DomainName name(String text) {
    return text.equals(".") ? DomainName.ROOT : DomainName.parse(text).orElseThrow();
  }

  private static ClientAddress address(String text) {
    return ClientAddress.parse(text).orElseThrow();
  }
}
