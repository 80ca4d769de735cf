package org.gate64.dns;

import org.gate64.net.ClientAddress;

/** Networks for tests. */
public final class Payers {

  /** For tests where it does not matter who pays. */
  public static final Payer SOMEBODY = number(0xffff);

  private Payers() {}

  /** One of 65 536 networks. */
  public static Payer number(int number) {
    return Payer.of(client(number));
  }

  /** A client in that network. */
  public static ClientAddress client(int number) {
    return ClientAddress.parse("2001:db8:" + Integer.toHexString(number) + "::25").orElseThrow();
  }
}
