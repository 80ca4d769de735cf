package org.gate64.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision log as text, for people, and what holds for it in either format. */
class DecisionLogTest {

  private static final String HOSTILE =
      "x\" fcrdns=confirmed\r\nreject queue=1 \\ \u0000\u001b[2J\u00e9\u2028";

  @Test
  void tellsAnAcceptedMessageInOneLine() {
    assertThat(DecisionLog.text(Samples.passes()))
        .isEqualTo(
            "accept queue=4XyZ1 id=7f3k2m9q client=2001:db8:1:2::25 network=2001:db8:1:2::/64"
                + " name=mail.example.org helo=mail.example.org from=<a@example.org> to=<b@example.net> rcpts=2"
                + " fcrdns=confirmed spf=pass spf-helo=none dkim=pass author=example.org dmarc=none"
                + " standing=unknown:0.50/0 domain=- domain-standing=- findings=none ms=123.5 dns-ms=4.5");
  }

  @Test
  void tellsTheReplyOfARefusal() {
    assertThat(DecisionLog.text(Samples.dnsFails()))
        .startsWith("tempfail queue=4XyZ1 ")
        .contains(
            " fcrdns=unavailable spf=temperror spf-helo=none dkim=temperror author=example.org dmarc=none"
                + " standing=unknown:0.50/0 domain=- domain-standing=-"
                + " findings=ptr-unavailable,auth-unavailable reply=\"450 4.7.25\" ms=");
    assertThat(DecisionLog.text(Samples.ofClient()))
        .startsWith("steer ")
        .contains(
            " rcpts=2 fcrdns=no-pointer standing=unknown:0.50/0 findings=no-ptr reply=\"450 4.7.25\" ms=");
    assertThat(DecisionLog.text(Samples.overloaded()))
        .startsWith("tempfail ")
        .contains(" rcpts=2 findings=overload reply=\"451 4.3.2\" ms=");
  }

  @Test
  void tellsWhyAMessageWasNotJudged() {
    assertThat(DecisionLog.text(Samples.local()))
        .isEqualTo(
            "accept queue=4XyZ1 id=7f3k2m9q client=- network=- name=localhost helo=-"
                + " from=<root@example.org> to=<b@example.net> rcpts=1 exempt=local ms=0.0 dns-ms=0.0");
  }

  @Test
  void whereNobodyWasNamedThereIsNoRecipient() {
    Decision some = Samples.local();
    Decision none =
        new Decision(
            some.at(),
            some.client(),
            some.network(),
            some.clientName(),
            some.helo(),
            some.sender(),
            Recipients.none(),
            some.queueId(),
            some.judgement(),
            some.elapsed(),
            some.waited());

    assertThat(DecisionLog.text(none)).contains(" to=- rcpts=0 ");
    assertThat(DecisionLog.json(none)).contains("\"recipients\":0").doesNotContain("\"recipient\"");
  }

  @Test
  void textFromOutsideForgesNeitherKeysNorLines() {
    String line = DecisionLog.text(Samples.hostile(HOSTILE));

    assertThat(line).matches("[ -~]+").containsOnlyOnce(" fcrdns=");
    assertThat(Stream.of(line.split(" ")).map(word -> word.replaceAll("=.*", "")))
        .startsWith(
            "accept",
            "queue",
            "id",
            "client",
            "network",
            "name",
            "helo",
            "from",
            "to",
            "rcpts",
            "fcrdns",
            "spf",
            "spf-helo",
            "dkim",
            "author",
            "dmarc",
            "standing",
            "domain",
            "domain-standing",
            "findings",
            "ms",
            "dns-ms")
        .hasSize(22);
    assertThat(line)
        .contains(
            " helo=\"x\\\"\\x20fcrdns=confirmed\\x0d\\x0areject\\x20queue=1\\x20\\x5c\\x20"
                + "\\x00\\x1b[2J\\xe9\\u2028\" from=");
  }

  @Test
  void aDashFromOutsideDiffersFromNothing() {
    Decision decision =
        Samples.decision(Samples.IPV6, "-", "", new Judgement.Exempt(Samples.ID, Exemption.LOCAL));

    assertThat(DecisionLog.text(decision)).contains(" helo=\"-\" from=<> ");
  }

  @Test
  void longTextIsCut() {
    Decision decision =
        Samples.decision(
            Samples.IPV6,
            "h".repeat(100_000),
            "s".repeat(100_000),
            "r".repeat(100_000),
            new Judgement.Exempt(Samples.ID, Exemption.AUTHENTICATED));

    assertThat(DecisionLog.text(decision))
        .hasSizeLessThan(1300)
        .contains("hhh\"... from=", "rrr\"... rcpts=2");
    assertThat(DecisionLog.json(decision)).hasSizeLessThan(4000);
  }

  static Stream<Decision> everyKind() {
    return Stream.of(Samples.passes(), Samples.local(), Samples.ofClient(), Samples.overloaded());
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void writesEachDecisionOnceInTheChosenFormat(Decision decision) {
    List<String> text = new ArrayList<>();
    List<String> json = new ArrayList<>();

    new DecisionLog(LogFormat.TEXT, text::add).record(decision);
    new DecisionLog(LogFormat.JSON, json::add).record(decision);

    assertThat(text).containsExactly(DecisionLog.text(decision));
    assertThat(json).containsExactly(DecisionLog.json(decision));
  }

  @Test
  void formatsAreKnownByTheirKeyword() {
    assertThat(LogFormat.byKeyword("json")).contains(LogFormat.JSON);
    assertThat(LogFormat.byKeyword("text")).contains(LogFormat.TEXT);
    assertThat(LogFormat.byKeyword("JSON")).isEmpty();
  }
}
