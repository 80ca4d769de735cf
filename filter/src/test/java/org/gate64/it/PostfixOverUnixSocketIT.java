package org.gate64.it;

/** Postfix asks over a unix socket. */
class PostfixOverUnixSocketIT extends PostfixContract {

  PostfixOverUnixSocketIT() {
    super(MilterTransport.UNIX_SOCKET);
  }
}
