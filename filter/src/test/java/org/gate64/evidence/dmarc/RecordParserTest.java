package org.gate64.evidence.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsRecord;
import org.gate64.evidence.dmarc.PolicyRecord.Mode;
import org.gate64.evidence.dmarc.PolicyRecord.PublicSuffix;
import org.gate64.evidence.dmarc.PolicyRecord.Requests;
import org.gate64.net.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a record says (RFC 9989, sections 4.7, 4.8 and 4.10.1). */
@Timeout(60)
class RecordParserTest {

  private static final Duration TTL = Duration.ofMinutes(5);

  @Test
  void readsEveryTag() {
    assertThat(
            RecordParser.parse(
                "v=DMARC1; p=reject; sp=quarantine; np=none; adkim=s; aspf=s; psd=n; t=y"))
        .contains(
            new PolicyRecord(
                Optional.of(
                    new Requests(Disposition.REJECT, Disposition.QUARANTINE, Disposition.NONE)),
                PublicSuffix.NO,
                Mode.STRICT,
                Mode.STRICT,
                true));
  }

  @Test
  void fillsInWhatIsNotSaid() {
    assertThat(RecordParser.parse("v=DMARC1; p=reject"))
        .contains(
            new PolicyRecord(
                Optional.of(
                    new Requests(Disposition.REJECT, Disposition.REJECT, Disposition.REJECT)),
                PublicSuffix.UNSAID,
                Mode.RELAXED,
                Mode.RELAXED,
                false));
    assertThat(parse("v=DMARC1; p=none; sp=reject").requests())
        .contains(new Requests(Disposition.NONE, Disposition.REJECT, Disposition.REJECT));
    assertThat(parse("v=DMARC1; p=none; np=reject").requests())
        .contains(new Requests(Disposition.NONE, Disposition.NONE, Disposition.REJECT));
  }

  @ParameterizedTest
  @CsvSource({"psd=y,YES", "psd=Y,YES", "psd=n,NO", "psd=u,UNSAID", "psd=,UNSAID", "psd=yy,UNSAID"})
  void readsWhetherItIsThatOfAPublicSuffix(String tag, PublicSuffix expected) {
    assertThat(parse("v=DMARC1; p=none; " + tag).publicSuffix()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "REJECT,false,REJECT",
    "QUARANTINE,false,QUARANTINE",
    "NONE,false,NONE",
    "REJECT,true,QUARANTINE",
    "QUARANTINE,true,NONE",
    "NONE,true,NONE"
  })
  void asksForOneStepLessInTestMode(Disposition published, String test, Disposition applicable) {
    String record = "v=DMARC1; p=none" + (test.equals("true") ? "; t=y" : "");
    assertThat(parse(record).applicable(published)).isEqualTo(applicable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v",
        "v=",
        "=DMARC1",
        "v DMARC1",
        "v==DMARC1",
        "v=DMARC",
        "v=DMARC11",
        "v=DMARC1p=none",
        "v=DMARC1,p=none",
        "v=DMARC1\u00A0; p=none",
        "\u00EF\u00BB\u00BFv=DMARC1; p=none",
        "\"v=DMARC1; p=none\"",
        "p=none; v=DMARC1",
        ";v=DMARC1; p=none"
      })
  void isNoRecordWithoutTheVersionInFront(String text) {
    assertThat(RecordParser.isPolicyRecord(text)).isFalse();
    assertThat(RecordParser.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailto:a@example.com",
        "MAILTO:a@example.com",
        "mailto:a@example.com!50m",
        "https://example.com/report?x=%2C",
        "x, mailto:a@example.com",
        "coap+tcp://example.com",
        "urn:x"
      })
  void knowsReportingUris(String list) {
    assertThat(ReportingUri.isAnyIn(list)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        ",,,,",
        ":",
        "mailto",
        "mailto:",
        "a@example.com",
        "1mailto:a@example.com",
        "mail to:a@example.com",
        "mailto:a b@example.com",
        "mailto:a%zz@example.com",
        "mailto:a%2",
        "mailto:\u00E9@example.com",
        "mailto:<a@example.com>"
      })
  void knowsWhatIsNoReportingUri(String list) {
    assertThat(ReportingUri.isAnyIn(list)).isFalse();
  }

  @Test
  void doesNotReadWhatIsTooLong() {
    String fits = "v=DMARC1; p=none;" + " ".repeat(RecordParser.LONGEST - 17);
    assertThat(RecordParser.parse(fits)).isPresent();
    assertThat(RecordParser.parse(fits + " ")).isEmpty();
    assertThat(RecordParser.isPolicyRecord(fits + " ")).isTrue();
  }

  @Test
  void countsALongRecordAmongSeveral() {
    String tooLong = "v=DMARC1; p=none;" + " ".repeat(65_000);
    assertThat(answer(List.of(tooLong, "v=DMARC1; p=reject"))).isEqualTo(new Answer.Nothing(true));
    assertThat(answer(List.of(tooLong))).isEqualTo(new Answer.Nothing(true));
  }

  @Test
  void findsTheOneRecordAmongOthers() {
    assertThat(answer(List.of("v=spf1 -all", "v=DMARC1; p=reject", "", "v=DMARC2")))
        .isEqualTo(new Answer.Published(parse("v=DMARC1; p=reject")));
  }

  @Test
  void passesOverAnswersOfOtherKinds() {
    DnsAnswer answer =
        new DnsAnswer.Found(
            List.of(
                new DnsRecord.Pointer(DomainName.ROOT), new DnsRecord.Exchange(0, DomainName.ROOT)),
            TTL);
    assertThat(Answer.of(answer)).isEqualTo(new Answer.Nothing(true));
    assertThat(Answer.of(new DnsAnswer.Found(List.of(), TTL))).isEqualTo(new Answer.Nothing(true));
  }

  /** A hundred records, each as long as a message of DNS could ever bear. */
  @ParameterizedTest
  @ValueSource(strings = {";", " ", "\t", "p", "p=reject;", "=", "rua=a:b,", ",", "v=DMARC1;"})
  void isNotSlowOnHostileRecords(String piece) {
    String filler = piece.repeat(64_000 / piece.length());
    for (String start : List.of("", "v=", "v=DMARC1", "v=DMARC1;", "v=DMARC1; rua=")) {
      assertThat(answer(Collections.nCopies(100, start + filler)))
          .isInstanceOf(Answer.Nothing.class);
      assertThat(answer(List.of(start + filler))).isInstanceOf(Answer.Nothing.class);
      String longest = (start + filler).substring(0, RecordParser.LONGEST);
      assertThat(answer(List.of(longest))).isNotInstanceOf(Answer.Failed.class);
    }
  }

  @Test
  void understandsAnyBytes() {
    Random random = new Random(9989);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("v=DMARC1;");
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append(
            random.nextBoolean()
                ? (char) random.nextInt(256)
                : "pspnpadkimruatv=;: ,%y".charAt(random.nextInt(22)));
      }
      assertThat(RecordParser.parse(text.toString())).isPresent();
    }
  }

  private static PolicyRecord parse(String text) {
    return RecordParser.parse(text).orElseThrow();
  }

  private static Answer answer(List<String> texts) {
    return Answer.of(
        new DnsAnswer.Found(texts.stream().<DnsRecord>map(DnsRecord.Text::new).toList(), TTL));
  }
}
