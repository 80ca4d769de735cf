package org.gate64.dns;

import java.util.concurrent.ThreadLocalRandom;
import org.gate64.net.DomainName;

/**
 * A guess at who answers for a name, as a number: names that share it are most likely served by the
 * same people, so what their servers do or fail to do should not count against others.
 *
 * <p>Of a name in the forward tree the last two labels count, of one below {@code in-addr.arpa} the
 * first two numbers of the address, of one below {@code ip6.arpa} its /32; of one below a suffix
 * like {@code co.uk} three labels. Where zones are really cut, nobody can know without asking. The
 * guess errs towards too few keys: a key that whoever owns a zone could multiply by making up
 * labels would be worth nothing.
 *
 * <p>The number is a hash with a start of its own in each process, so that nobody can choose names
 * which share a key with somebody else's.
 */
final class ZoneKey {

  private static final int IPV4_REVERSE_LABELS = 2 + 2;
  private static final int IPV6_REVERSE_LABELS = 8 + 2;

  /** Of the hash FNV-1a with 64 bits. */
  private static final long PRIME = 0x100000001b3L;

  private static final long START = ThreadLocalRandom.current().nextLong();

  private ZoneKey() {}

  static long of(DomainName name) {
    String zone = zone(name);
    long hash = START;
    for (int i = 0; i < zone.length(); i++) {
      hash = (hash ^ zone.charAt(i)) * PRIME;
    }
    // The high bits have seen every character, the low ones only the last few bits of each.
    return hash ^ (hash >>> 32);
  }

  private static String zone(DomainName name) {
    String text = name.toString();
    if (text.endsWith(".ip6.arpa")) {
      return lastLabels(text, IPV6_REVERSE_LABELS);
    }
    return text.endsWith(".in-addr.arpa")
        ? lastLabels(text, IPV4_REVERSE_LABELS)
        : name.likelyRegistered().toString();
  }

  private static String lastLabels(String text, int labels) {
    int dot = text.length();
    for (int left = labels; left > 0 && dot >= 0; left--) {
      dot = text.lastIndexOf('.', dot - 1);
    }
    return text.substring(dot + 1);
  }
}
