package org.gate64.milter.session;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.gate64.milter.session.MailFilter.RecipientReplies;
import org.gate64.milter.wire.Command;
import org.gate64.milter.wire.Macro;
import org.gate64.milter.wire.MalformedPacketException;
import org.gate64.milter.wire.Reply;
import org.nightcode.milter.Actions;
import org.nightcode.milter.CommandCode;
import org.nightcode.milter.MacroPlace;
import org.nightcode.milter.ProtocolSteps;

/**
 * What a server and gate64 agreed upon. Every step that gate64 does not look at and every reply
 * that it does not give is left out, as far as the server can: then a message costs one round trip
 * for the offer, one for each recipient where clients may be refused there, and one for its end.
 */
final class Negotiation {

  private static final int OLDEST_VERSION = 2;
  private static final int NEWEST_VERSION = 6;

  private static final int HEADER_CHANGES =
      Actions.builder().addHeader().changeDeleteHeaders().build().bitmap();
  private static final int QUARANTINE = Actions.builder().quarantineEnvelope().build().bitmap();
  private static final int CHANGES = HEADER_CHANGES | QUARANTINE;
  private static final int SET_MACROS = Actions.builder().setSymList().build().bitmap();

  private static final int UNWANTED =
      ProtocolSteps.NO_UNKNOWN
          | ProtocolSteps.NO_DATA
          | ProtocolSteps.NO_EOH
          | ProtocolSteps.NO_REPLY_FOR_CONNECT
          | ProtocolSteps.NO_REPLY_FOR_HELO
          | ProtocolSteps.NO_REPLY_FOR_MAIL_FROM
          | ProtocolSteps.NO_REPLY_FOR_DATA
          | ProtocolSteps.NO_REPLY_FOR_UNKNOWN
          | ProtocolSteps.NO_REPLY_FOR_HEADERS
          | ProtocolSteps.NO_REPLY_FOR_EOH
          | ProtocolSteps.NO_REPLY_FOR_BODY
          | ProtocolSteps.HEADER_VALUE_LEADING_SPACE;

  /** Recipients that the server rejects itself are shown too; no answer to them counts. */
  private static final int WANTED = ProtocolSteps.SEND_REJECT_RECIPIENTS;

  /** Nothing at the stages that are not named: each macro not sent is work not done. */
  private static final Map<MacroPlace, List<String>> MACROS = macros();

  private final Reply.Negotiated reply;

  private Negotiation(Reply.Negotiated reply) {
    this.reply = reply;
  }

  static Negotiation answer(Command.Negotiate offer, RecipientReplies recipientReplies)
      throws MalformedPacketException {
    if (offer.version() < OLDEST_VERSION) {
      throw new MalformedPacketException("a protocol version older than " + OLDEST_VERSION);
    }
    int unwanted =
        switch (recipientReplies) {
          case NEEDED -> UNWANTED;
          case NOT_NEEDED -> UNWANTED | ProtocolSteps.NO_REPLY_FOR_RECIPIENTS;
        };
    boolean canSetMacros = (offer.actions() & SET_MACROS) != 0 && offer.version() > OLDEST_VERSION;
    int wanted = canSetMacros ? CHANGES | SET_MACROS : CHANGES;
    return new Negotiation(
        new Reply.Negotiated(
            Math.min(offer.version(), NEWEST_VERSION),
            offer.actions() & wanted,
            offer.steps() & (canSetMacros ? unwanted | WANTED : unwanted),
            canSetMacros ? MACROS : Map.of()));
  }

  Reply reply() {
    return reply;
  }

  /** Whether the server waits for an answer to the command. */
  boolean awaitsReply(CommandCode code) {
    return switch (code) {
      case SMFIC_OPTNEG, SMFIC_EOB -> true;
      case SMFIC_MACRO, SMFIC_ABORT, SMFIC_QUIT, SMFIC_QUIT_NC -> false;
      case SMFIC_CONNECT -> !left(ProtocolSteps.NO_REPLY_FOR_CONNECT);
      case SMFIC_HELO -> !left(ProtocolSteps.NO_REPLY_FOR_HELO);
      case SMFIC_MAIL -> !left(ProtocolSteps.NO_REPLY_FOR_MAIL_FROM);
      case SMFIC_RCPT -> !left(ProtocolSteps.NO_REPLY_FOR_RECIPIENTS);
      case SMFIC_DATA -> !left(ProtocolSteps.NO_REPLY_FOR_DATA);
      case SMFIC_UNKNOWN -> !left(ProtocolSteps.NO_REPLY_FOR_UNKNOWN);
      case SMFIC_HEADER -> !left(ProtocolSteps.NO_REPLY_FOR_HEADERS);
      case SMFIC_EOH -> !left(ProtocolSteps.NO_REPLY_FOR_EOH);
      case SMFIC_BODY -> !left(ProtocolSteps.NO_REPLY_FOR_BODY);
    };
  }

  /**
   * Whether header values come and go with the white space behind the colon. Otherwise the server
   * takes one space away and puts one back.
   */
  boolean keepsLeadingSpace() {
    return left(ProtocolSteps.HEADER_VALUE_LEADING_SPACE);
  }

  boolean mayChangeEverything() {
    return may(CHANGES);
  }

  boolean mayChange(Reply change) {
    return may(change instanceof Reply.Quarantine ? QUARANTINE : HEADER_CHANGES);
  }

  private boolean may(int actions) {
    return (reply.actions() & actions) == actions;
  }

  private boolean left(int step) {
    return (reply.steps() & step) != 0;
  }

  private static Map<MacroPlace, List<String>> macros() {
    Map<MacroPlace, List<String>> macros = new EnumMap<>(MacroPlace.class);
    for (MacroPlace place : MacroPlace.values()) {
      macros.put(place, List.of());
    }
    macros.put(MacroPlace.SMFIM_CONNECT, List.of(Macro.MTA_NAME));
    macros.put(
        MacroPlace.SMFIM_ENVFROM, List.of(Macro.QUEUE_ID, Macro.AUTH_TYPE, Macro.AUTH_AUTHEN));
    macros.put(MacroPlace.SMFIM_ENVRCPT, List.of(Macro.RECIPIENT_MAILER, Macro.RECIPIENT_HOST));
    macros.put(MacroPlace.SMFIM_EOM, List.of(Macro.QUEUE_ID));
    return macros;
  }
}
