package org.gate64.milter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gate64.net.ClientAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nightcode.milter.CommandCode;

class CommandParserTest {

  @ParameterizedTest
  @CsvSource({
    "C mail\\0 6\\x00\\x19 IPv6:2001:db8::1\\0, 2001:db8::1",
    "C mail\\0 6\\x00\\x19 2001:DB8:0:0::1\\0, 2001:db8::1",
    "C mail\\0 6\\x00\\x19 fe80::1%eth0\\0, fe80::1",
    "C mail\\0 6\\x00\\x19 ::ffff:192.0.2.1\\0, 192.0.2.1",
    "C mail\\0 4\\x00\\x19 192.0.2.1\\0, 192.0.2.1"
  })
  void readsTheClientsAddress(String packet, String address) throws MalformedPacketException {
    assertThat(parse(packet)).isEqualTo(new Command.Connect("mail", ClientAddress.parse(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C localhost\\0 U", // Postfix ends here
        "C localhost\\0 U\\x00\\x00 unknown\\0",
        "C localhost\\0 L\\x00\\x00 /run/socket\\0"
      })
  void readsAConnectionWithoutAnAddress(String packet) throws MalformedPacketException {
    assertThat(parse(packet)).isEqualTo(new Command.Connect("localhost", Optional.empty()));
  }

  @Test
  void readsMacrosWithAndWithoutBraces() throws MalformedPacketException {
    assertThat(parse("D M{auth_type}\\0PLAIN\\0i\\0 4Xq\\0"))
        .isEqualTo(
            new Command.Macros(CommandCode.SMFIC_MAIL, Map.of("auth_type", "PLAIN", "i", "4Xq")));
  }

  @Test
  void keepsEveryByteOfAHeader() throws MalformedPacketException {
    assertThat(parse("L Subject\\0\\x20caf\\xe9\\x0a\\x09 more\\0"))
        .isEqualTo(new Command.Header("Subject", " caf\u00e9\n\tmore"));
  }

  @Test
  void readsArgumentsOfMail() throws MalformedPacketException {
    assertThat(parse("M<a@example.org>\\0SIZE=12\\0"))
        .isEqualTo(new Command.Mail(List.of("<a@example.org>", "SIZE=12")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // length 0
        "?", // no such command
        "O\\x00\\x00\\x00\\x06", // negotiation cut short
        "D", // macros for nothing
        "D?", // macros for no such command
        "DMi\\0", // macro without value
        "DMi\\0 no end",
        "C mail\\0", // no family
        "C mail", // no end
        "C mail\\0 9\\x00\\x19 x\\0", // no such family
        "C mail\\0 6\\x00", // no port
        "C mail\\0 6\\x00\\x19 not-an-address\\0",
        "C mail\\0 6\\x00\\x19 2001:db8::1", // no end
        "M", // no address
        "R",
        "M<a@example.org>", // no end
        "L\\0 value\\0", // no name
        "L Subject\\0 value", // no end
        "L Subject",
        "H no end"
      })
  void refusesWhatNoMailServerSends(String packet) {
    assertThatThrownBy(() -> parse(packet)).isInstanceOf(MalformedPacketException.class);
  }

  @Test
  void boundsTheNumberOfStrings() {
    assertThatThrownBy(() -> parse("R" + "\\0".repeat(100_000)))
        .isInstanceOf(MalformedPacketException.class);
  }

  /** {@code \0} is NUL, {@code \xHH} a byte; spaces only part the pieces. */
  private static Command parse(String notation) throws MalformedPacketException {
    StringBuilder octets = new StringBuilder();
    for (int i = 0; i < notation.length(); i++) {
      if (notation.startsWith("\\0", i)) {
        octets.append('\0');
        i++;
      } else if (notation.startsWith("\\x", i)) {
        octets.append((char) Integer.parseInt(notation.substring(i + 2, i + 4), 16));
        i += 3;
      } else if (notation.charAt(i) != ' ') {
        octets.append(notation.charAt(i));
      }
    }
    return CommandParser.parse(
        Unpooled.wrappedBuffer(octets.toString().getBytes(StandardCharsets.ISO_8859_1)));
  }
}
