package org.gate64.net;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
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
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    return Optional.ofNullable(new IPAddressString(text, parameters).getAddress());
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
    builder.getIPv4AddressParametersBuilder().allow_inet_aton(false).allowBinary(false);
    builder.getIPv6AddressParametersBuilder().allowZone(false).allowBase85(false);
    builder.getIPv6AddressParametersBuilder().allowBinary(false);
    builder.setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE);
    return builder.toParams();
  }
}
