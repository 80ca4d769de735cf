package org.gate64.evidence.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.gate64.net.DomainName;
import org.gate64.net.HeaderField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class AuthorParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "jane@example.org                                     | example.org",
        "<jane@example.org>                                   | example.org",
        "Jane Doe <jane@Example.ORG.>                         | example.org",
        "\"Doe, Jane\" <jane@example.org>                     | example.org",
        "Doe, Jane <jane@example.org>                         | example.org",
        "\"ceo@bank.example\" <jane@example.org>              | example.org",
        "ceo@bank.example <jane@example.org>                  | example.org",
        "\"ceo@bank.example <x@bank.example>\" <j@example.org>| example.org",
        "\"a quote \\\" and <x@y.example>\" <j@example.org>   | example.org",
        "=?utf-8?q?ceo=40bank=2Eexample?= <jane@example.org>  | example.org",
        "=?utf-8?q?Jane_(Sales?= <jane@example.org>           | example.org",
        "=?utf-8?q?Jane_(Sales_?= =?utf-8?q?Team)?= <j@example.org> | example.org",
        "=?utf-8?q?Doe,_Jane;_x?= <jane@example.org>          | example.org",
        "(ceo@bank.example) jane@example.org                  | example.org",
        "jane (at (nested) home) @ example (dot) . org        | example.org",
        "(\\) x@y.example) jane@example.org                   | example.org",
        "jane@example.org (trailing                           | example.org",
        "jane@example.org, \"trailing                          | example.org",
        "CORP\\jane <jane@example.org>                         | example.org",
        "\"@\"@example.org                                    | example.org",
        "\"<x@y.example>\"@example.org                        | example.org",
        "first..last.@example.org                             | example.org",
        "<@relay.example,@other.example:jane@example.org>     | example.org",
        "Team: jane@example.org, <joe@example.org>;           | example.org",
        "Undisclosed:; , jane@example.org                     | example.org",
        "Re: something <jane@example.org>                     | example.org",
        "[List] Jane <jane@example.org>                       | example.org",
        "Jane [jane@Example.org] <jane@example.org>           | example.org",
        "Jane (\"jane@example.org\") <jane@example.org>        | example.org",
        "jane@example.org, joe@EXAMPLE.org,                   | example.org",
        ", ,jane@example.org                                  | example.org",
        "jane@xn--mller-kva.example                           | xn--mller-kva.example",
        "jane@example.org, joe@bank.example                   | example.org bank.example",
        "a@a.net,b@b.net,c@c.net,d@d.net,e@a.net              | a.net b.net c.net d.net",
        "G: jane@example.org; joe@bank.example                | example.org bank.example",
        "jane@example.org, joe@localhost                      | example.org",
        "joe@localhost, jane@example.org, jim@bank.example    | example.org bank.example",
        "joe@[192.0.2.1], jane@example.org, a@[IPv6:2001:db8::1] | example.org",
      })
  void findsTheDomains(String from, String domains) {
    List<DomainName> expected =
        Arrays.stream(domains.split(" ", -1))
            .map(domain -> DomainName.parse(domain).orElseThrow())
            .toList();
    assertThat(parse(from)).isEqualTo(new Author.Known(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                      | From holds no address",
        "Jane                                    | From holds no address",
        "Undisclosed:;                           | From holds no address",
        "\"Jane                                   | From holds no address",
        "(Jane                                   | From holds no address",
        "\"jane@example.org                      | From is not a list of addresses",
        "(jane@example.org                       | From is not a list of addresses",
        "<a@b.example>, \"<ceo@bank.example>      | From is not a list of addresses",
        "<a@b.example>, (<ceo@bank.example>      | From is not a list of addresses",
        "<a@b.example>, [<ceo@bank.example>      | From is not a list of addresses",
        "[<ceo@bank.example>, x] <a@b.example>   | From is not a list of addresses",
        "x\\\" <ceo@bank.example>, \"<a@b.example> | From is not a list of addresses",
        "\\( <ceo@bank.example>, ) <a@b.example>  | From is not a list of addresses",
        "(\"(\") <ceo@bank.example>, (\")\") <a@b.example> | From is not a list of addresses",
        "[ceo@bank.example] <a@b.example>        | From is not a list of addresses",
        "<>                                      | From is not a list of addresses",
        "<jane>                                  | From is not a list of addresses",
        "<jane@example.org                       | From is not a list of addresses",
        "jane@example.org>                       | From is not a list of addresses",
        "jane@                                   | From is not a list of addresses",
        "@example.org                            | From is not a list of addresses",
        "<@example.org>                          | From is not a list of addresses",
        "jane@example.org@bank.example           | From is not a list of addresses",
        "jane@example.org joe@bank.example       | From is not a list of addresses",
        "Jane jane@example.org                   | From is not a list of addresses",
        "jane@example org                        | From is not a list of addresses",
        "<jane@example.org> <joe@bank.example>   | From is not a list of addresses",
        "<jane@example.org> joe@bank.example     | From is not a list of addresses",
        "<jane@example.org>bank.example          | From is not a list of addresses",
        "<<jane@example.org>>                    | From is not a list of addresses",
        "<jane@example.org, joe@bank.example>    | From is not a list of addresses",
        "=?x?q?(?= <ceo@bank.example>, a@b.example =?x?q?)?= <a@b.example> | From is not a list of addresses",
        "=??q?(?= <ceo@bank.example>, =??q?)?= <a@b.example> | From is not a list of addresses",
        "=?x y?q?(?= <ceo@bank.example>, =?x y?q?)?= <a@b.example> | From is not a list of addresses",
        "=?x?q?\"?= <ceo@bank.example>, =?x?q?\"?= <a@b.example> | From is not a list of addresses",
        "ceo@bank.example =?x?q?,?= <a@b.example> | From is not a list of addresses",
        "jane@bank.example: joe@example.org;     | From is not a list of addresses",
        "jane@[192.0.2.1]                        | From has no usable domain",
        "jane@localhost                          | From has no usable domain",
        "jane@example..org                       | From has no usable domain",
        "jane@\"example.org\"@x                  | From is not a list of addresses",
        "jane@\"example.org\"                     | From is not a list of addresses",
        "[jane]@example.org                      | From is not a list of addresses",
        "jane@exa\\mple.org                      | From has no usable domain",
        "jane@localhost, joe@[192.0.2.1]         | From has no usable domain",
        "<ceo@bank.example\u0001>, <a@b.example>   | From has an unusable domain beside a usable"
            + " one",
        "ceo@=?utf-8?q?bank.example?=, a@b.example | From has an unusable domain beside a usable"
            + " one",
        "ceo@bank.example\u00ad, a@b.example     | From has an unusable domain beside a usable one",
        "ceo@bank.example', a@b.example          | From has an unusable domain beside a usable one",
        "<ceo@bank..example>, <a@b.example>      | From has an unusable domain beside a usable one",
        "<ceo@[bank.example]>, <a@b.example>     | From has an unusable domain beside a usable one",
        "a@a.net,a@b.net,a@c.net,a@d.net,a@e.net | From has authors of more than 4 domains",
      })
  void saysWhatIsWrong(String from, String detail) {
    assertThat(parse(from)).isEqualTo(new Author.Malformed(detail));
  }

  @Test
  void wantsExactlyOneFromField() {
    HeaderField from = new HeaderField("from", " jane@example.org");
    HeaderField to = new HeaderField("To", " joe@example.net");

    assertThat(AuthorParser.parse(List.of(to)))
        .isEqualTo(new Author.Malformed("there is no From field"));
    assertThat(AuthorParser.parse(List.of(to, from))).isInstanceOf(Author.Known.class);
    assertThat(AuthorParser.parse(List.of(from, to, from)))
        .isEqualTo(new Author.Malformed("there is more than one From field"));
  }

  @Test
  void readsDomainsInUtf8AndInNothingElse() {
    String utf8 = octets("J\u00e4ne <j\u00e4ne@m\u00fcller.example>");

    assertThat(parse(utf8))
        .isEqualTo(new Author.Known(DomainName.parse("xn--mller-kva.example").orElseThrow()));
    assertThat(parse("J\u00e4ne <jane@example.org>")).isInstanceOf(Author.Known.class);
    assertThat(parse("jane@m\u00fcller.example"))
        .isEqualTo(new Author.Malformed("From has no usable domain"));
  }

  @Test
  void unfolds() {
    assertThat(parse("Jane\r\n Doe\r\n\t<jane@example.org>")).isInstanceOf(Author.Known.class);
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
            "(".repeat(16_000) + "a@example.org",
            "(".repeat(8_000) + ")".repeat(8_000) + "a@",
            "a@example.org,".repeat(1_000) + "@",
            "\"".repeat(16_001),
            "<".repeat(16_000),
            ":".repeat(16_000),
            "a ".repeat(8_000) + "@example.org",
            "a@" + "b.".repeat(8_000) + "org",
            "\\".repeat(16_000),
            "[".repeat(16_000),
            "a@\\\"".repeat(5_000),
            "[@]".repeat(5_000),
            octets("x@" + "\ufdfa".repeat(60) + ".example"),
            "a@example.org" + " ".repeat(1_000_000))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void isNotImpressedByLengthOrDepth(String from) {
    assertThat(parse(from)).isInstanceOf(Author.Malformed.class);
  }

  @Test
  void findsADomainOnlyWhereItStands() {
    Random random = new Random(5322);
    int found = 0;
    String alphabet = "aabb..@@<>\"\\()[],;: \u00e4";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder from = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        from.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      if (parse(from.toString()) instanceof Author.Known known) {
        assertThat(from.toString().replaceAll(" |\\(.*?\\)", "")).contains("@" + known.domain());
        found++;
      }
    }
    assertThat(found).isPositive();
  }

  private static Author parse(String from) {
    return AuthorParser.parse(List.of(new HeaderField("From", " " + from)));
  }

  private static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
