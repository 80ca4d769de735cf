package org.gate64.net;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv4.IPv4AddressStringParameters;
import java.util.Optional;

/** Reads addresses and prefixes in their plain notations only; never asks DNS. */
final class Addresses {

  /** An IPv6 address with an embedded IPv4 one takes 45 characters; a prefix length, 4 more. */
  private static final int LONGEST = 64;

  private static final IPAddressStringParameters ADDRESS = strict(false);
  private static final IPAddressStringParameters PREFIX = strict(true);

  private Addresses() {}

  static Optional<IPAddress> address(String text) {
    return read(text, ADDRESS);
  }

  static Optional<IPAddress> prefix(String text) {
    return read(text, PREFIX);
  }

  private static Optional<IPAddress> read(String text, IPAddressStringParameters parameters) {
    if (text.isEmpty() || text.length() > LONGEST || !text.chars().allMatch(Addresses::belongs)) {
      return Optional.empty();
    }
    return Optional.ofNullable(new IPAddressString(text, parameters).getAddress());
  }

  /** The library would overlook white space, and read digits of other scripts. */
  private static boolean belongs(int c) {
    boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    return digit || c == ':' || c == '.' || c == '/';
  }

  /** Four numbers without leading zeros, which some read as octal. */
  private static void plain(IPv4AddressStringParameters.Builder builder) {
    builder.allow_inet_aton(false).allowBinary(false).allowLeadingZeros(false);
  }

  private static IPAddressStringParameters strict(boolean prefix) {
    IPAddressStringParameters.Builder builder =
        new IPAddressStringParameters.Builder()
            .allowPrefix(prefix)
            .allowMask(false)
            .allowPrefixOnly(false)
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false);
    plain(builder.getIPv4AddressParametersBuilder());
    plain(builder.getIPv6AddressParametersBuilder().getEmbeddedIPv4AddressParametersBuilder());
    builder.getIPv6AddressParametersBuilder().allowZone(false).allowBase85(false);
    builder.getIPv6AddressParametersBuilder().allowBinary(false);
    builder.setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE);
    return builder.toParams();
  }
}
