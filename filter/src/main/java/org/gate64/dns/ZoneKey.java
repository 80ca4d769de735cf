package org.gate64.dns;

import java.util.Set;
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

  private static final int FORWARD_LABELS = 2;

  /** What registries of countries commonly have between their domain and those that they sell. */
  private static final Set<String> COUNTRY_SUFFIXES =
      Set.of("ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org");

  private static final int IPV4_REVERSE_LABELS = 2 + 2;
  private static final int IPV6_REVERSE_LABELS = 8 + 2;

  /** Of the hash FNV-1a with 64 bits. */
  private static final long PRIME = 0x100000001b3L;

  private static final long START = ThreadLocalRandom.current().nextLong();

  private ZoneKey() {}

  static long of(DomainName name) {
    String text = name.toString();
    long hash = START;
    for (int i = start(text); i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    // The high bits have seen every character, the low ones only the last few bits of each.
    return hash ^ (hash >>> 32);
  }

  private static int start(String text) {
    int dot = text.length();
    for (int labels = labels(text); labels > 0 && dot >= 0; labels--) {
      dot = text.lastIndexOf('.', dot - 1);
    }
    return dot + 1;
  }

  private static int labels(String text) {
    if (text.endsWith(".ip6.arpa")) {
      return IPV6_REVERSE_LABELS;
    }
    if (text.endsWith(".in-addr.arpa")) {
      return IPV4_REVERSE_LABELS;
    }
    return isBelowCountrySuffix(text) ? FORWARD_LABELS + 1 : FORWARD_LABELS;
  }

  private static boolean isBelowCountrySuffix(String text) {
    int country = text.lastIndexOf('.');
    int second = text.lastIndexOf('.', country - 1);
    return second > 0
        && text.length() - country - 1 == 2
        && COUNTRY_SUFFIXES.contains(text.substring(second + 1, country));
  }
}
