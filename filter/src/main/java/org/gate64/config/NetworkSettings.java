package org.gate64.config;

/**
 * What counts as one client network.
 *
 * @param ipv6Prefix leading bits of an IPv6 address; never more than 64, for a customer gets a /64
 * @param ipv4Prefix leading bits of an IPv4 address
 */
public record NetworkSettings(int ipv6Prefix, int ipv4Prefix) {

  static NetworkSettings defaults() {
    return new NetworkSettings(64, 32);
  }
}
