package org.gate64.milter.session;

import static org.nightcode.milter.CommandCode.SMFIC_ABORT;
import static org.nightcode.milter.CommandCode.SMFIC_BODY;
import static org.nightcode.milter.CommandCode.SMFIC_CONNECT;
import static org.nightcode.milter.CommandCode.SMFIC_DATA;
import static org.nightcode.milter.CommandCode.SMFIC_EOB;
import static org.nightcode.milter.CommandCode.SMFIC_EOH;
import static org.nightcode.milter.CommandCode.SMFIC_HEADER;
import static org.nightcode.milter.CommandCode.SMFIC_HELO;
import static org.nightcode.milter.CommandCode.SMFIC_MACRO;
import static org.nightcode.milter.CommandCode.SMFIC_MAIL;
import static org.nightcode.milter.CommandCode.SMFIC_OPTNEG;
import static org.nightcode.milter.CommandCode.SMFIC_QUIT;
import static org.nightcode.milter.CommandCode.SMFIC_QUIT_NC;
import static org.nightcode.milter.CommandCode.SMFIC_RCPT;
import static org.nightcode.milter.CommandCode.SMFIC_UNKNOWN;

import org.nightcode.milter.CommandCode;

/** Where a session stands, and what may come next. */
enum Phase {
  /** Nothing has been said. */
  NEW(SMFIC_OPTNEG, SMFIC_QUIT),
  /** Negotiated; no client yet. */
  NEGOTIATED(SMFIC_CONNECT, SMFIC_MACRO, SMFIC_ABORT, SMFIC_QUIT, SMFIC_QUIT_NC),
  /** A client is there, and between messages. */
  CONNECTED(
      SMFIC_HELO, SMFIC_MAIL, SMFIC_UNKNOWN, SMFIC_MACRO, SMFIC_ABORT, SMFIC_QUIT, SMFIC_QUIT_NC),
  /** A message has a sender, and may have recipients. */
  ENVELOPE(
      SMFIC_HELO,
      SMFIC_MAIL,
      SMFIC_RCPT,
      SMFIC_DATA,
      SMFIC_UNKNOWN,
      SMFIC_HEADER,
      SMFIC_EOH,
      SMFIC_BODY,
      SMFIC_EOB,
      SMFIC_MACRO,
      SMFIC_ABORT,
      SMFIC_QUIT,
      SMFIC_QUIT_NC),
  /** Header fields come. */
  HEADER(
      SMFIC_HEADER,
      SMFIC_EOH,
      SMFIC_BODY,
      SMFIC_EOB,
      SMFIC_MACRO,
      SMFIC_ABORT,
      SMFIC_QUIT,
      SMFIC_QUIT_NC),
  /** The body comes. */
  BODY(SMFIC_BODY, SMFIC_EOB, SMFIC_MACRO, SMFIC_ABORT, SMFIC_QUIT, SMFIC_QUIT_NC),
  /** The message is complete and waits for its answer; the server may give up meanwhile. */
  JUDGING(SMFIC_ABORT, SMFIC_QUIT, SMFIC_QUIT_NC),
  /** Nothing more will be said. */
  CLOSED;

  /** A bit for each code that may come; all codes are letters from A to Z. */
  private final long accepted;

  Phase(CommandCode... accepted) {
    long bits = 0;
    for (CommandCode code : accepted) {
      bits |= bit(code);
    }
    this.accepted = bits;
  }

  boolean accepts(CommandCode code) {
    return (accepted & bit(code)) != 0;
  }

  private static long bit(CommandCode code) {
    return 1L << (code.code() - 'A');
  }
}
