package org.gate64.dns;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.gate64.fixtures.dns.Zone;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** DNS out of a zone in memory: answers at once, and a timeout is a failure at once. */
public final class ZoneDns implements Dns {

  private static final Duration TTL = Duration.ofMinutes(5);

  private final Zone zone;
  private final List<DnsQuestion> asked = new CopyOnWriteArrayList<>();

  public ZoneDns(Zone zone) {
    this.zone = zone;
  }

  /** From the lines of a master file. */
  public static ZoneDns of(String... lines) {
    return new ZoneDns(Zone.parse(String.join("\n", lines) + "\n"));
  }

  /** Every question so far, in order. */
  public List<DnsQuestion> asked() {
    return List.copyOf(asked);
  }

  @Override
  public CompletableFuture<DnsAnswer> lookup(DnsQuestion question) {
    asked.add(question);
    return CompletableFuture.completedFuture(answer(question));
  }

  private DnsAnswer answer(DnsQuestion question) {
    Zone.Reply reply = zone.ask(name(question), Type.value(question.type().name()));
    if (reply instanceof Zone.Reply.Misbehaving misbehaving) {
      return failure(misbehaving.trouble());
    }
    if (reply instanceof Zone.Reply.Records found) {
      return found.records().isEmpty()
          ? new DnsAnswer.None(true, TTL)
          : new DnsAnswer.Found(convert(found.records()), TTL);
    }
    boolean alias = reply instanceof Zone.Reply.NoSuchName missing && !missing.aliases().isEmpty();
    return new DnsAnswer.None(alias, TTL);
  }

  private static DnsAnswer failure(Zone.Trouble trouble) {
    return switch (trouble) {
      case SERVFAIL ->
          new DnsAnswer.Failure(DnsAnswer.FailureReason.SERVER_FAILURE, "the server failed");
      case TIMEOUT -> new DnsAnswer.Failure(DnsAnswer.FailureReason.TIMEOUT, "no answer in time");
      case REFUSED -> new DnsAnswer.Failure(DnsAnswer.FailureReason.REFUSED, "refused");
    };
  }

  private static List<DnsRecord> convert(List<Record> records) {
    List<DnsRecord> converted = new ArrayList<>();
    for (Record record : records) {
      convert(record).ifPresent(converted::add);
    }
    return converted;
  }

  private static Optional<DnsRecord> convert(Record record) {
    if (record instanceof ARecord a) {
      return Optional.of(new DnsRecord.Address(ClientAddress.of(a.getAddress())));
    }
    if (record instanceof AAAARecord aaaa) {
      return Optional.of(new DnsRecord.Address(ClientAddress.of(aaaa.getAddress())));
    }
    if (record instanceof MXRecord mx) {
      return target(mx.getTarget()).map(name -> new DnsRecord.Exchange(mx.getPriority(), name));
    }
    if (record instanceof PTRRecord ptr) {
      return target(ptr.getTarget()).map(DnsRecord.Pointer::new);
    }
    if (record instanceof TXTRecord txt) {
      return Optional.of(new DnsRecord.Text(joined(txt)));
    }
    return Optional.empty();
  }

  private static Optional<DomainName> target(Name name) {
    return name.equals(Name.root)
        ? Optional.of(DomainName.ROOT)
        : DomainName.parse(name.toString(true));
  }

  private static String joined(TXTRecord record) {
    return record.getStringsAsByteArrays().stream()
        .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
        .collect(Collectors.joining());
  }

  private static Name name(DnsQuestion question) {
    try {
      return Name.fromString(question.name().toString(), Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
