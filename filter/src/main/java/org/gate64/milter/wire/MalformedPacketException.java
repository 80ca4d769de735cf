package org.gate64.milter.wire;

/** A packet that no mail server in its right mind sends. Ends the connection it came over. */
public final class MalformedPacketException extends Exception {

  /**
   * @param message what is wrong with it, without text from the packet
   */
  public MalformedPacketException(String message) {
    super(message);
  }
}
