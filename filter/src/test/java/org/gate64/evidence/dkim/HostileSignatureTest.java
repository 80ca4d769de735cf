package org.gate64.evidence.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.gate64.dns.Dns;
import org.gate64.dns.DnsAnswer;
import org.gate64.dns.DnsRecord;
import org.gate64.dns.Payers;
import org.gate64.fixtures.mail.MessageSigner;
import org.gate64.fixtures.mail.TestMessage;
import org.gate64.net.HeaderField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in, there is a result, soon, and it is no pass. */
@Timeout(20)
class HostileSignatureTest {

  private static final HeaderField FROM = new HeaderField("From", " a@example.org");
  private static final String TAGS = " v=1; a=rsa-sha256; d=example.org; s=sel; h=from; bh=AAAA; ";
  private static final TestMessage MESSAGE = TestMessage.between("a@example.org", "b@example.net");

  static Stream<Arguments> fields() {
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("semicolons", ";".repeat(10_000)),
        Arguments.of("equals signs", "=".repeat(10_000)),
        Arguments.of("10,000 tags", "a=b; ".repeat(10_000)),
        Arguments.of("a megabyte", TAGS + "b=" + "A".repeat(1_000_000)),
        Arguments.of("a megabyte of folds", TAGS + "b=" + "\r\n ".repeat(330_000)),
        Arguments.of("folds within bounds", TAGS + "b=" + "\r\n ".repeat(20_000) + "AAAA"),
        Arguments.of("spaces between letters", TAGS + "b=" + "A ".repeat(32_000)),
        Arguments.of("a long selector", TAGS.replace("sel", "s".repeat(10_000)) + "b=AAAA"),
        Arguments.of("many labels", TAGS.replace("sel", "s.".repeat(5_000) + "s") + "b=AAAA"),
        Arguments.of("a long tag name", TAGS + "x".repeat(10_000) + "=1; b=AAAA"),
        Arguments.of("many colons", TAGS.replace("from", "from" + ":".repeat(10_000)) + "b=AAAA"),
        Arguments.of("a far future", TAGS + "t=999999999999; x=999999999999; b=AAAA"),
        Arguments.of("NUL", TAGS + "b=AA\u0000A"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fields")
  void aSignatureFieldOfRubbishIsNoPass(String name, String value) {
    List<DkimResult> results = verify(rubbish("v=DKIM1; p="), value);

    assertThat(results).hasSize(1);
    assertThat(results.get(0).status())
        .as(name)
        .isIn(DkimStatus.PERMERROR, DkimStatus.NEUTRAL, DkimStatus.FAIL);
    assertThat(results.get(0).selector().length()).isLessThan(256);
    assertThat(results.get(0).detail()).matches("[A-Za-z0-9 =',()-]+");
  }

  @Test
  void randomBytesInASignatureFieldAreNoPass() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      String value = i % 2 == 0 ? random(random, 200) : changed(TAGS + "b=AAAA", random);
      assertThat(verify(rubbish(""), value))
          .as("value %s", value)
          .hasSize(1)
          .noneMatch(DkimResult::passed);
    }
  }

  @Test
  void keyRecordsOfRubbishAreNoPass() {
    Random random = new Random(2);
    byte[] signed =
        MessageSigner.of(VerifierFixture.RSA, "example.org", "sel").sign(MESSAGE.bytes());
    String good = VerifierFixture.RSA.dnsRecord();
    for (int i = 0; i < 1_000; i++) {
      String record = i % 2 == 0 ? random(random, 400) : changed(good, random);
      List<DkimResult> results = new VerifierFixture(rubbish(record)).verify(signed);
      assertThat(results).hasSize(1);
      if (results.get(0).passed()) {
        assertThat(keyOf(record)).as("record %s", record).isEqualTo(keyOf(good));
      }
    }
  }

  @Test
  void hugeAndManyKeyRecordsAreNoPass() {
    byte[] signed =
        MessageSigner.of(VerifierFixture.RSA, "example.org", "sel").sign(MESSAGE.bytes());
    String[] many = new String[10_000];
    Arrays.fill(many, VerifierFixture.RSA.dnsRecord().replace("p=", "p=A"));

    for (Dns dns :
        List.of(
            rubbish("v=DKIM1; p=" + "A".repeat(60_000)),
            rubbish(";".repeat(60_000)),
            rubbish(many))) {
      assertThat(new VerifierFixture(dns).verify(signed))
          .extracting(DkimResult::status)
          .containsExactly(DkimStatus.PERMERROR);
    }
  }

  @Test
  void aBodyOfNothingButLineEndsIsHashedQuickly() {
    String body = "\r\n".repeat(500_000) + "x" + " \t".repeat(500_000) + "y\r\n";
    byte[] signed =
        MessageSigner.of(VerifierFixture.RSA, "example.org", "sel")
            .sign(MESSAGE.body(body).bytes());
    DkimVerification verification =
        new VerifierFixture(rubbish(VerifierFixture.RSA.dnsRecord()))
            .verifier()
            .start(WireMessage.of(signed).header(), Payers.SOMEBODY);
    byte[] bytes = WireMessage.of(signed).bodyBytes();
    verification.body(bytes, 0, bytes.length);

    assertThat(verification.finish().join()).allMatch(DkimResult::passed).hasSize(1);
  }

  private static List<DkimResult> verify(Dns dns, String value) {
    DkimVerification verification =
        new VerifierFixture(dns)
            .verifier()
            .start(List.of(new HeaderField("DKIM-Signature", value), FROM), Payers.SOMEBODY);
    verification.body(new byte[] {'x'}, 0, 1);
    return verification.finish().join();
  }

  private static Dns rubbish(String... records) {
    List<DnsRecord> texts =
        Stream.of(records).map(text -> (DnsRecord) new DnsRecord.Text(text)).toList();
    return question ->
        CompletableFuture.completedFuture(new DnsAnswer.Found(texts, Duration.ofMinutes(1)));
  }

  private static String random(Random random, int length) {
    return random
        .ints(random.nextInt(length), 0, 256)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String changed(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = 0; i < 3; i++) {
      changed.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
    }
    return changed.toString();
  }

  private static String keyOf(String record) {
    return TagList.withoutSpace(record.substring(record.indexOf("p=")));
  }
}
