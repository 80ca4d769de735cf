package org.gate64.it;

/** Postfix asks over TCP. */
class PostfixOverTcpIT extends PostfixContract {

  PostfixOverTcpIT() {
    super(MilterTransport.TCP);
  }
}
