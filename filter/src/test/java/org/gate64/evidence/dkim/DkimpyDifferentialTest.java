package org.gate64.evidence.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gate64.dns.ZoneDns;
import org.gate64.fixtures.mail.Canonicalization;
import org.gate64.fixtures.mail.MessageSigner;
import org.gate64.fixtures.mail.SigningKey;
import org.gate64.fixtures.mail.TestMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Compares verdicts with dkimpy's, on messages that dkimpy or the fixture signed, as they were
 * signed and altered on the way.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class DkimpyDifferentialTest {

  private static final int MESSAGES = 160;
  private static final long SEED = 6376;

  /** Of one message; the first is always none at all. */
  private static final int ALTERATIONS = 6;

  private static final Map<String, SigningKey> KEYS =
      Map.of(
          "short", VerifierFixture.RSA, "long", SigningKey.rsa(2048), "ed", SigningKey.ed25519());

  private static final List<String> FORMS =
      List.of("simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed");

  private static final List<String> FIELDS =
      List.of(
          "from",
          "from:to:subject:date",
          "From:From:Subject:Subject:Reply-To",
          "from:x-note:x-note:subject",
          "subject:from:x-note");

  /** Why gate64 and dkimpy may differ. */
  private enum Explanation {
    /**
     * dkimpy takes every signature for one of all From fields. RFC 6376, section 5.4.2, has only
     * the named ones signed, and section 8.15 leaves several From fields to the receiver's policy:
     * gate64 reports them as a malformed author.
     */
    SECOND_FROM_FIELD,
    /**
     * Section 3.4.4 ignores white space at the end of lines, and section 3.4.4 with 3.4.3 adds the
     * last line's missing CRLF. dkimpy adds it only after it has looked for such white space.
     */
    SPACE_AT_AN_OPEN_END
  }

  private final List<String> unexplained = new ArrayList<>();
  private final Set<Explanation> explained = EnumSet.noneOf(Explanation.class);
  private final Map<Alteration, Integer> passed = new EnumMap<>(Alteration.class);
  private final SampleMessages samples = new SampleMessages(SEED);
  private final VerifierFixture verifier =
      new VerifierFixture(
          ZoneDns.of(
              KEYS.entrySet().stream()
                  .map(key -> key.getValue().zoneLine(key.getKey(), "example.org"))
                  .toArray(String[]::new)));

  private Optional<Dkimpy> started = Optional.empty();

  @BeforeAll
  void start() throws Exception {
    Dkimpy dkimpy = Dkimpy.start();
    started = Optional.of(dkimpy);
    dkimpy.time(VerifierFixture.NOW.getEpochSecond());
    KEYS.forEach(dkimpy::key);
  }

  @AfterAll
  void stop() throws Exception {
    if (started.isPresent()) {
      started.get().close();
    }
  }

  @Test
  void agreesWithDkimpyOrTheRfcSaysWhyNot() {
    Dkimpy dkimpy = started.orElseThrow();
    for (int i = 0; i < MESSAGES; i++) {
      String signed = sign(dkimpy, i);
      for (Alteration alteration : samples.some(Alteration.values(), ALTERATIONS)) {
        compare(dkimpy, alteration, alteration.apply(signed));
      }
    }
    assertThat(unexplained).isEmpty();
    assertThat(explained).containsOnly(Explanation.values());
    assertThat(passed.get(Alteration.NONE)).isEqualTo(MESSAGES + MESSAGES / 5);
    assertThat(passed.get(Alteration.BODY_SPACES)).isPositive().isLessThan(MESSAGES);
    assertThat(passed).doesNotContainKeys(Alteration.BODY_CHARACTER, Alteration.FROM_NAME);
  }

  private void compare(Dkimpy dkimpy, Alteration alteration, String message) {
    List<DkimResult> results = verifier.verify(message);
    for (int index = 0; index < results.size(); index++) {
      boolean ours = results.get(index).passed();
      if (ours) {
        passed.merge(alteration, 1, Integer::sum);
      }
      if (ours != dkimpy.passes(index, message)) {
        explain(alteration, message)
            .ifPresentOrElse(
                explained::add, () -> unexplained.add(alteration + "\n" + shown(message)));
      }
    }
  }

  /** Every fifth message is signed twice, and every other by the fixture instead of dkimpy. */
  private String sign(Dkimpy dkimpy, int number) {
    TestMessage message = samples.next();
    String signed = sign(dkimpy, number % 2 == 0, message.toString());
    return number % 5 == 0 ? sign(dkimpy, number % 2 != 0, signed) : signed;
  }

  private String sign(Dkimpy dkimpy, boolean fixture, String message) {
    String selector = samples.any(List.of("short", "long", "ed"));
    String forms = samples.any(FORMS);
    String fields = samples.any(FIELDS);
    SigningKey key = KEYS.getOrDefault(selector, VerifierFixture.RSA);
    if (!fixture) {
      return dkimpy.sign(selector, key.type() + "-sha256", forms, fields, message);
    }
    MessageSigner signer =
        MessageSigner.of(key, "example.org", selector)
            .canonicalization(form(forms, 0), form(forms, 1))
            .headers(fields.split(":", -1));
    return VerifierFixture.text(signer.sign(message.getBytes(ISO_8859_1)));
  }

  private static Canonicalization form(String forms, int which) {
    return forms.split("/", -1)[which].equals("simple")
        ? Canonicalization.SIMPLE
        : Canonicalization.RELAXED;
  }

  private static Optional<Explanation> explain(Alteration alteration, String message) {
    if (alteration == Alteration.SECOND_FROM) {
      return Optional.of(Explanation.SECOND_FROM_FIELD);
    }
    return message.endsWith(" ") || message.endsWith("\t")
        ? Optional.of(Explanation.SPACE_AT_AN_OPEN_END)
        : Optional.empty();
  }

  private static String shown(String message) {
    String start = message.substring(0, Math.min(message.length(), 1500));
    return start.replace("\r", "\\r").replace("\t", "\\t");
  }
}
