package org.gate64.evidence.dmarc;

import java.util.List;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsRecord;

/** What DNS has said to one question so far, as far as DMARC is concerned. */
sealed interface Answer {

  /** Exactly one policy record. */
  record Published(PolicyRecord record) implements Answer {}

  /** No policy record, or several, which count as none (RFC 9989, section 4.10, steps 2 and 6). */
  record Nothing(boolean nameExists) implements Answer {}

  /** DNS would not say. */
  record Failed() implements Answer {}

  /** There is no answer yet. */
  record Awaited() implements Answer {}

  static Answer of(DnsAnswer answer) {
    if (answer instanceof DnsAnswer.Found found) {
      return among(found.records(DnsRecord.Text.class));
    }
    return answer instanceof DnsAnswer.None none ? new Nothing(none.nameExists()) : new Failed();
  }

  private static Answer among(List<DnsRecord.Text> texts) {
    List<String> policies =
        texts.stream()
            .map(DnsRecord.Text::text)
            .filter(RecordParser::isPolicyRecord)
            .limit(2)
            .toList();
    return policies.size() == 1
        ? RecordParser.parse(policies.get(0)).<Answer>map(Published::new).orElse(new Nothing(true))
        : new Nothing(true);
  }
}
