package org.gate64.dns;

import java.time.Duration;
import org.gate64.dns.DnsAnswer.FailureReason;

/** For how long an answer may be kept, and how much of the cache it takes. */
final class AnswerLifetime {

  /** An ordinary answer with its question fits in here. */
  private static final int BYTES_OF_ONE_ENTRY = 512;

  private static final int BYTES_OF_RECORD = 128;
  private static final int BYTES_OF_ADDRESS = 480;

  private final DnsSettings settings;

  AnswerLifetime(DnsSettings settings) {
    this.settings = settings;
  }

  Duration of(DnsAnswer answer) {
    if (answer instanceof DnsAnswer.Found found) {
      return clamp(found.timeToLive(), settings.maxTtl());
    }
    if (answer instanceof DnsAnswer.None none) {
      return clamp(none.timeToLive(), settings.maxNegativeTtl());
    }
    return answer instanceof DnsAnswer.Failure failure && failure.reason() == FailureReason.OVERLOAD
        ? Duration.ZERO
        : settings.failureTtl();
  }

  private Duration clamp(Duration timeToLive, Duration longest) {
    if (timeToLive.compareTo(settings.minTtl()) < 0) {
      return settings.minTtl();
    }
    return timeToLive.compareTo(longest) > 0 ? longest : timeToLive;
  }

  /** One for each started 512 bytes, so that huge answers do not take more than their share. */
  static int weight(DnsAnswer answer) {
    long bytes = 0;
    if (answer instanceof DnsAnswer.Found found) {
      for (DnsRecord record : found.records()) {
        bytes += size(record);
      }
    }
    return 1 + (int) (bytes / BYTES_OF_ONE_ENTRY);
  }

  /** About what it takes in memory; an address is an object with many others behind it. */
  private static int size(DnsRecord record) {
    if (record instanceof DnsRecord.Text text) {
      return BYTES_OF_RECORD + text.text().length();
    }
    if (record instanceof DnsRecord.Pointer pointer) {
      return BYTES_OF_RECORD + pointer.name().toString().length();
    }
    if (record instanceof DnsRecord.Exchange exchange) {
      return BYTES_OF_RECORD + exchange.exchange().toString().length();
    }
    return BYTES_OF_ADDRESS;
  }
}
