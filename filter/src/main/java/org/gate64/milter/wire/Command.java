package org.gate64.milter.wire;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gate64.net.ClientAddress;
import org.nightcode.milter.CommandCode;

/**
 * What a mail server says. Texts are octet strings, each byte one character (ISO 8859-1), and as
 * hostile as the client that sent them.
 */
public sealed interface Command {

  /** The code that the packet begins with. */
  CommandCode code();

  /** The server's offer: its version, what it can be asked to do, which steps it can leave out. */
  record Negotiate(int version, int actions, int steps) implements Command {
    @Override
    public CommandCode code() {
      return CommandCode.SMFIC_OPTNEG;
    }
  }

  /**
   * Macro values for the command that follows.
   *
   * @param stage the command they belong to
   * @param values by name, without braces
   */
  record Macros(CommandCode stage, Map<String, String> values) implements Command {
    public Macros {
      values = Map.copyOf(values);
    }

    @Override
    public CommandCode code() {
      return CommandCode.SMFIC_MACRO;
    }
  }

  /**
   * A client has connected to the mail server.
   *
   * @param clientName what the mail server calls it
   * @param client empty for a local submission and where the mail server does not know
   */
  record Connect(String clientName, Optional<ClientAddress> client) implements Command {
    @Override
    public CommandCode code() {
      return CommandCode.SMFIC_CONNECT;
    }
  }

  /** HELO, EHLO or LHLO. */
  record Helo(String name) implements Command {
    @Override
    public CommandCode code() {
      return CommandCode.SMFIC_HELO;
    }
  }

  /**
   * MAIL.
   *
   * @param arguments the reverse-path, then ESMTP parameters
   */
  record Mail(List<String> arguments) implements Command {
    public Mail {
      arguments = List.copyOf(arguments);
    }

    @Override
    public CommandCode code() {
      return CommandCode.SMFIC_MAIL;
    }
  }

  /**
   * RCPT.
   *
   * @param arguments the forward-path, then ESMTP parameters
   */
  record Recipient(List<String> arguments) implements Command {
    public Recipient {
      arguments = List.copyOf(arguments);
    }

    @Override
    public CommandCode code() {
      return CommandCode.SMFIC_RCPT;
    }
  }

  /** One header field; lines within the value are parted by LF. */
  record Header(String name, String value) implements Command {
    @Override
    public CommandCode code() {
      return CommandCode.SMFIC_HEADER;
    }
  }

  /**
   * A piece of the body.
   *
   * @param chunk to be read before the next command comes, for its memory is used again
   */
  record Body(ByteBuffer chunk) implements Command {
    @Override
    public CommandCode code() {
      return CommandCode.SMFIC_BODY;
    }
  }

  /**
   * The message is complete.
   *
   * @param lastChunk what is left of the body, mostly nothing; as in {@link Body}
   */
  record EndOfMessage(ByteBuffer lastChunk) implements Command {
    @Override
    public CommandCode code() {
      return CommandCode.SMFIC_EOB;
    }
  }

  /**
   * A command of which only the fact is of interest: DATA, end of headers, an unknown SMTP command,
   * ABORT, QUIT, QUIT_NC.
   */
  record Signal(CommandCode code) implements Command {}
}
