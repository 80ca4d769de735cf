package org.gate64.evidence.spf;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.jspf.core.SPFChecker;
import org.gate64.dns.RecordType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Records that were made to break the parser, and what is left of them in result and log. */
@Timeout(30)
class SpfHostileRecordsTest {

  private static final String CLIENT = "2001:db8::25";
  private static final int SMALL_STACK = 512 * 1024;

  @ParameterizedTest
  @MethodSource("hostileRecords")
  void hostileRecordsArePermerrorsAndNothingElse(String record) throws InterruptedException {
    List<SpfResult> results = new ArrayList<>();
    List<ILoggingEvent> logged = new ArrayList<>();
    Thread small =
        new Thread(
            null,
            () -> logged.addAll(logOf(() -> results.add(check(record)))),
            "small stack",
            SMALL_STACK);
    small.start();
    small.join();
    assertThat(results)
        .singleElement()
        .extracting(SpfResult::status)
        .isEqualTo(SpfStatus.PERMERROR);
    assertThat(results.get(0).detail()).hasSizeLessThanOrEqualTo(600);
    assertThat(logged).isEmpty();
  }

  static Stream<String> hostileRecords() {
    return Stream.of(
        "v=spf1 " + "ip4:192.0.2.1 ".repeat(5000) + "-all",
        "v=spf1 ip6:2001:db8::/32 " + " ".repeat(4096),
        "v=spf1 a:" + "a".repeat(1500) + ".example.org",
        "v=spf1 redirect=" + "a".repeat(4000),
        "v=spf1 redirect=" + "a.".repeat(2000),
        "v=spf1 " + "x".repeat(4000),
        "v=spf1 x=" + "%{".repeat(2000),
        "v=spf1 x=%{d0}",
        "v=spf1 x=\u00e4",
        "v=spf1 1x=y",
        "v=spf1 =y",
        "v=spf1 x=" + "%{d}".repeat(1000) + "%",
        "v=spf1 x=" + "a.".repeat(155) + "%",
        "v=spf1 a:." + "a".repeat(128) + "!",
        "v=spf1 a:" + "a.".repeat(155) + "!",
        "v=spf1 a:" + "a-".repeat(155) + "!",
        "v=spf1 a:." + "a-".repeat(155) + "!",
        "v=spf1 a:" + "%{i}".repeat(75) + "!",
        "v=spf1 a:" + "%".repeat(301),
        "v=spf1 x=" + "%{".repeat(150),
        "v=spf1 include:example.org/" + "9".repeat(128),
        "v=spf1 a/" + "9".repeat(128),
        "v=spf1 a//" + "9".repeat(128),
        "v=spf1 ip4:" + "1.".repeat(150),
        "v=spf1 ip4:1.2.3.4/" + "0".repeat(128),
        "v=spf1 ip6:" + ":".repeat(300),
        "v=spf1 ip6:" + "1:".repeat(150),
        "v=spf1 ip6:[::1]",
        "v=spf1 ip6:.",
        "v=spf1 ip6:%",
        "v=spf1 exists:%{d0}.org",
        "v=spf1 exists:%{c}.org",
        "v=spf1 exists:%{z}.org",
        "v=spf1 \u0000",
        "v=spf1 \u00ff",
        "v=spf1 -all exp=",
        "v=spf1 redirect=a.org redirect=a.org",
        "v=spf1 exp=a.org exp=a.org");
  }

  @Test
  void theDetailOfAPermerrorNamesTheTerm() {
    assertThat(check("v=spf1 mx ipv6:2001:db8::/32 -all").detail())
        .isEqualTo("not understood: ipv6:2001:db8::/32");
  }

  @ParameterizedTest
  @MethodSource("breakdowns")
  void whatBreaksDownNeverthelessIsAPermerror(SPFChecker breakdown) {
    SpfQuery query = Checks.query(CLIENT, "helo.example.org", "joe@example.org");
    CheckSession session = new CheckSession(query, Subject.of(query), 0);
    session.pushChecker(breakdown);
    Lookups lookups =
        new Lookups(question -> Answers.none(), SpfSettings.defaults(), query.client());
    Evaluation evaluation = new Evaluation(session, lookups, Runnable::run);
    evaluation.start();
    assertThat(evaluation.conclusion().outcome())
        .isCompletedWithValue(
            new Outcome(SpfStatus.PERMERROR, "a record that cannot be evaluated"));
  }

  static Stream<SPFChecker> breakdowns() {
    return Stream.of(
        session -> {
          throw new StackOverflowError();
        },
        session -> {
          throw new ArrayIndexOutOfBoundsException();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"x=%s", "a:%sorg", "exists:%s%%{d}", "redirect=%sorg"})
  void theLongestTermIsReadOnASmallStack(String term) throws InterruptedException {
    List<SpfResult> results = new ArrayList<>();
    Thread small =
        new Thread(
            null,
            () -> results.add(check("v=spf1 " + term.formatted("a.".repeat(150)) + " ~all")),
            "small stack",
            SMALL_STACK);
    small.start();
    small.join();
    assertThat(results).singleElement().extracting(SpfResult::status).isEqualTo(SpfStatus.SOFTFAIL);
  }

  /** RFC 7208, section 6: whatever their text. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "a.", "%{d}", "x=", "%%", "%{lr-}"})
  void longModifiersThatNobodyKnowsAreIgnored(String text) {
    assertThat(check("v=spf1 x-key=" + text.repeat(4000 / text.length()) + " ~all").status())
        .isEqualTo(SpfStatus.SOFTFAIL);
  }

  @Test
  void whatIsWithinTheBoundsIsEvaluated() {
    String record = "v=spf1 " + "ip6:2001:db8:ffff::/48 ".repeat(170) + "ip6:2001:db8::/32 -all";
    assertThat(record.length()).isBetween(3900, 4096);
    assertThat(check(record).status()).isEqualTo(SpfStatus.PASS);
  }

  private static SpfResult check(String record) {
    return Checks.check(
        question -> question.type() == RecordType.TXT ? Answers.text(record) : Answers.none(),
        CLIENT,
        "joe@example.org");
  }

  /** What an operator would see who does not look for debug messages. */
  private static List<ILoggingEvent> logOf(Runnable action) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    root.addAppender(appender);
    try {
      action.run();
    } finally {
      root.detachAppender(appender);
    }
    return appender.list.stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
        .toList();
  }
}
