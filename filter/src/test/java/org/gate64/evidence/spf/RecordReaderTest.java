package org.gate64.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.james.jspf.core.SPFRecordParser;
import org.apache.james.jspf.core.exceptions.PermErrorException;
import org.apache.james.jspf.parser.RFC4408SPF1Parser;
import org.junit.jupiter.api.Test;

class RecordReaderTest {

  private final AtomicInteger parsed = new AtomicInteger();
  private final RecordReader reader = new RecordReader(new RecordParser(counting(), 4096));

  @Test
  void parsesATextOnce() throws PermErrorException {
    SpfRecord first = reader.read("v=spf1 a mx -all");

    assertThat(first.directives()).hasSize(3);
    assertThat(reader.read("v=spf1 a mx -all")).isSameAs(first);
    assertThat(reader.read("v=spf1 a mx ~all")).isNotSameAs(first);
    assertThat(parsed).hasValue(2);
  }

  @Test
  void remembersMistakesToo() {
    String mistake = "v=spf1 ipv6:2001:db8::/32 -all";
    assertMistake(mistake);
    int parsedBefore = parsed.get();
    assertMistake(mistake);

    assertThat(parsed).hasValue(parsedBefore);
  }

  @Test
  void forgetsBeforeItGrowsTooLarge() throws PermErrorException {
    String terms = "a ".repeat(2000);
    for (int i = 0; i < 100; i++) {
      reader.read("v=spf1 " + terms + "ip4:192.0.2." + i);
    }
    parsed.set(0);
    for (int i = 0; i < 100; i++) {
      reader.read("v=spf1 " + terms + "ip4:192.0.2." + i);
    }

    assertThat(parsed).hasPositiveValue();
  }

  private void assertMistake(String record) {
    assertThatThrownBy(() -> reader.read(record))
        .isInstanceOf(PermErrorException.class)
        .hasMessage("not understood: ipv6:2001:db8::/32");
  }

  private SPFRecordParser counting() {
    Macros macros = new Macros(500);
    RFC4408SPF1Parser parser =
        new RFC4408SPF1Parser(
            new RecordTerms(
                macros,
                session -> {
                  throw new AssertionError("nothing is evaluated here");
                }));
    return text -> {
      parsed.incrementAndGet();
      return parser.parse(text);
    };
  }
}
