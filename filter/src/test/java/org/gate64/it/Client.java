package org.gate64.it;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The clients that {@code mail.zone} knows, each in a network of its own. */
enum Client {
  /** Its reverse DNS is confirmed, and it may send for good.example. */
  GOOD("2001:db8:1::25"),
  /** It has no PTR record. */
  NAMELESS("2001:db8:2::25"),
  /** The name in its PTR record has another address. */
  UNCONFIRMED("2001:db8:3::25"),
  /** Its reverse DNS is confirmed, and no SPF record speaks of it. */
  UNMENTIONED("2001:db8:4::25"),
  /** Its reverse DNS answers SERVFAIL. */
  UNKNOWABLE("2001:db8:5::25"),
  /** Its reverse DNS is confirmed, and the SPF record of its domain cannot be had. */
  OUT_OF_ORDER("2001:db8:6::25"),
  /** It has no PTR record either, but is in a trusted network. */
  TRUSTED("2001:db8:7::25"),
  /** An IPv4 client without a PTR record. */
  OLD("192.0.2.25");

  private final String address;

  Client(String address) {
    this.address = address;
  }

  InetAddress address() {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The address as people write it. */
  @Override
  public String toString() {
    return address;
  }
}
