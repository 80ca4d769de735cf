package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gate64.net.HeaderField;
import org.junit.jupiter.api.Test;

class MessageFileTest {

  @Test
  void readsLinesThatEndInLfAsWellAsInCrlf() throws IOException {
    MessageFile lf = MessageFile.parse("A: 1\nB: 2\n 3\n\nbody\n");
    MessageFile crlf = MessageFile.parse("A: 1\r\nB: 2\r\n 3\r\n\r\nbody\r\n");
    assertThat(lf.header())
        .isEqualTo(crlf.header())
        .containsExactly(new HeaderField("A", " 1"), new HeaderField("B", " 2\r\n 3"));
    assertThat(body(lf)).isEqualTo(body(crlf)).isEqualTo("body\r\n");
  }

  @Test
  void passesOverTheFirstLineOfAMailboxFile() throws IOException {
    assertThat(MessageFile.parse("From a@example.org Tue\nA: 1\n\n").header())
        .containsExactly(new HeaderField("A", " 1"));
  }

  @Test
  void readsAMessageWithoutBodyAndOneWithoutHeader() throws IOException {
    assertThat(MessageFile.parse("A: 1\n").header()).hasSize(1);
    assertThat(body(MessageFile.parse("A: 1\n"))).isEmpty();
    assertThat(MessageFile.parse("\nbody\n").header()).isEmpty();
    assertThat(body(MessageFile.parse("\n\nbody\n"))).isEqualTo("\r\nbody\r\n");
  }

  @Test
  void keepsEveryByte() throws IOException {
    assertThat(MessageFile.parse("Subject: caf\u00e9\n\n").first("subject")).contains("caf\u00e9");
  }

  @Test
  void saysWhichFieldIsNone() {
    assertThatThrownBy(() -> MessageFile.parse("A: 1\nthis is no field\n\nbody"))
        .isInstanceOf(IOException.class)
        .hasMessage("not a message: in place of header field 2 is something else");
  }

  private static String body(MessageFile message) {
    return StandardCharsets.ISO_8859_1.decode(message.body().duplicate()).toString();
  }
}
