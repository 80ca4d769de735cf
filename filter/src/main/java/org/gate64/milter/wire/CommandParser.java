package org.gate64.milter.wire;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gate64.net.ClientAddress;
import org.nightcode.milter.CommandCode;

/** Reads one packet, without its length, into a command. */
public final class CommandParser {

  /** Postfix and Sendmail send a dozen macros with a command; RCPT may carry a few parameters. */
  private static final int MOST_STRINGS = 512;

  private static final String IPV6_TAG = "ipv6:";
  private static final Map<Integer, CommandCode> CODES = codes();

  private CommandParser() {}

  /**
   * Reads the packet to its end. A {@link Command.Body} shares the packet's memory.
   *
   * @throws MalformedPacketException where the packet is empty, cut short, or of an unknown kind
   */
  public static Command parse(ByteBuf packet) throws MalformedPacketException {
    if (!packet.isReadable()) {
      throw new MalformedPacketException("a packet of length 0");
    }
    CommandCode code = CODES.get((int) packet.readUnsignedByte());
    if (code == null) {
      throw new MalformedPacketException("an unknown command");
    }
    return switch (code) {
      case SMFIC_OPTNEG -> negotiate(packet);
      case SMFIC_MACRO -> macros(packet);
      case SMFIC_CONNECT -> connect(packet);
      case SMFIC_HELO -> new Command.Helo(string(packet));
      case SMFIC_MAIL -> new Command.Mail(arguments(packet));
      case SMFIC_RCPT -> new Command.Recipient(arguments(packet));
      case SMFIC_HEADER -> header(packet);
      case SMFIC_BODY -> new Command.Body(rest(packet));
      case SMFIC_EOB -> new Command.EndOfMessage(rest(packet));
      case SMFIC_ABORT, SMFIC_DATA, SMFIC_EOH, SMFIC_UNKNOWN, SMFIC_QUIT, SMFIC_QUIT_NC ->
          new Command.Signal(code);
    };
  }

  private static Command negotiate(ByteBuf packet) throws MalformedPacketException {
    if (packet.readableBytes() < 3 * Integer.BYTES) {
      throw new MalformedPacketException("a negotiation cut short");
    }
    return new Command.Negotiate(packet.readInt(), packet.readInt(), packet.readInt());
  }

  private static Command macros(ByteBuf packet) throws MalformedPacketException {
    if (!packet.isReadable()) {
      throw new MalformedPacketException("macros for no command");
    }
    CommandCode stage = CODES.get((int) packet.readUnsignedByte());
    if (stage == null) {
      throw new MalformedPacketException("macros for an unknown command");
    }
    List<String> strings = strings(packet);
    if (strings.size() % 2 != 0) {
      throw new MalformedPacketException("a macro without a value");
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < strings.size(); i += 2) {
      values.put(Macro.bare(strings.get(i)), strings.get(i + 1));
    }
    return new Command.Macros(stage, values);
  }

  private static Command connect(ByteBuf packet) throws MalformedPacketException {
    String clientName = string(packet);
    if (!packet.isReadable()) {
      throw new MalformedPacketException("a connection without an address family");
    }
    char family = (char) packet.readUnsignedByte();
    return switch (family) {
      // Postfix ends this packet right here, Sendmail may not.
      case 'U', 'L' -> new Command.Connect(clientName, Optional.empty());
      case '4', '6' -> {
        if (packet.readableBytes() < Short.BYTES) {
          throw new MalformedPacketException("a connection without a port");
        }
        packet.skipBytes(Short.BYTES);
        yield new Command.Connect(clientName, Optional.of(address(string(packet))));
      }
      default -> throw new MalformedPacketException("an unknown address family");
    };
  }

  private static ClientAddress address(String text) throws MalformedPacketException {
    String bare =
        text.toLowerCase(Locale.ROOT).startsWith(IPV6_TAG)
            ? text.substring(IPV6_TAG.length())
            : text;
    int zone = bare.indexOf('%');
    return ClientAddress.parse(zone < 0 ? bare : bare.substring(0, zone))
        .orElseThrow(() -> new MalformedPacketException("a client address that is none"));
  }

  private static List<String> arguments(ByteBuf packet) throws MalformedPacketException {
    List<String> arguments = strings(packet);
    if (arguments.isEmpty()) {
      throw new MalformedPacketException("MAIL or RCPT without an address");
    }
    return arguments;
  }

  private static Command header(ByteBuf packet) throws MalformedPacketException {
    String name = string(packet);
    if (name.isEmpty()) {
      throw new MalformedPacketException("a header field without a name");
    }
    return new Command.Header(name, string(packet));
  }

  private static ByteBuffer rest(ByteBuf packet) {
    ByteBuffer rest = packet.nioBuffer();
    packet.skipBytes(packet.readableBytes());
    return rest;
  }

  private static List<String> strings(ByteBuf packet) throws MalformedPacketException {
    List<String> strings = new ArrayList<>();
    while (packet.isReadable()) {
      if (strings.size() == MOST_STRINGS) {
        throw new MalformedPacketException("too many strings in a packet");
      }
      strings.add(string(packet));
    }
    return strings;
  }

  private static String string(ByteBuf packet) throws MalformedPacketException {
    int length = packet.bytesBefore((byte) 0);
    if (length < 0) {
      throw new MalformedPacketException("a string without its end");
    }
    String string = packet.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
    packet.skipBytes(1);
    return string;
  }

  private static Map<Integer, CommandCode> codes() {
    Map<Integer, CommandCode> codes = new HashMap<>();
    for (CommandCode code : CommandCode.values()) {
      codes.put(code.code(), code);
    }
    return Map.copyOf(codes);
  }
}
