package org.gate64.dns.dnsjava;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gate64.dns.DnsRecord;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;

/** Makes dnsjava's records and names into ours, and ours into dnsjava's. */
final class Records {

  private Records() {}

  /** The records that sense can be made of, in their order. */
  static List<DnsRecord> read(List<Record> records) {
    List<DnsRecord> read = new ArrayList<>();
    for (Record record : records) {
      read(record).ifPresent(read::add);
    }
    return read;
  }

  private static Optional<DnsRecord> read(Record record) {
    if (record instanceof ARecord a) {
      return Optional.of(new DnsRecord.Address(ClientAddress.of(a.getAddress())));
    }
    if (record instanceof AAAARecord aaaa) {
      return Optional.of(new DnsRecord.Address(ClientAddress.of(aaaa.getAddress())));
    }
    if (record instanceof MXRecord mx) {
      return read(mx.getTarget()).map(host -> new DnsRecord.Exchange(mx.getPriority(), host));
    }
    if (record instanceof PTRRecord ptr) {
      return read(ptr.getTarget()).map(DnsRecord.Pointer::new);
    }
    if (record instanceof TXTRecord txt) {
      return Optional.of(new DnsRecord.Text(joined(txt.getStringsAsByteArrays())));
    }
    return Optional.empty();
  }

  private static String joined(List<byte[]> strings) {
    StringBuilder text = new StringBuilder();
    for (byte[] bytes : strings) {
      text.append(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    return text.toString();
  }

  /** Reads a name from its labels, for dnsjava's text would hold escapes. */
  private static Optional<DomainName> read(Name name) {
    if (name.equals(Name.root)) {
      return Optional.of(DomainName.ROOT);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.labels() - 1; i++) {
      String label = new String(labelBytes(name, i), StandardCharsets.ISO_8859_1);
      if (!label.chars().allMatch(c -> c > ' ' && c <= '~' && c != '.')) {
        return Optional.empty();
      }
      text.append(label).append('.');
    }
    return DomainName.parse(text.toString());
  }

  private static byte[] labelBytes(Name name, int index) {
    byte[] withLength = name.getLabel(index);
    return Arrays.copyOfRange(withLength, 1, withLength.length);
  }

  /** The dot at the end makes the name absolute, and keeps {@code @} from meaning the origin. */
  static Name write(DomainName name) {
    return Name.fromConstantString(name.equals(DomainName.ROOT) ? "." : name + ".");
  }
}
