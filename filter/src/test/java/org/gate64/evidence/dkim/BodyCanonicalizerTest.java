package org.gate64.evidence.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyCanonicalizerTest {

  private static final int BODIES = 4000;

  /** In the table, {@code ^} is CR and {@code _} LF; {@code ~} is a tab. */
  @ParameterizedTest
  @CsvSource({
    "'',                           '',              '^_'",
    "'^_',                         '',              '^_'",
    "'^_^_^_',                     '',              '^_'",
    "' ~^_ ^_',                    '',              ' ~^_ ^_'",
    "' C ^_D ~ E^_^_^_',           ' C^_D E^_',     ' C ^_D ~ E^_'",
    "'a',                          'a^_',           'a^_'",
    "'a ',                         'a^_',           'a ^_'",
    "'a^_^_ b',                    'a^_^_ b^_',     'a^_^_ b^_'",
    "'^_^_a^_',                    '^_^_a^_',       '^_^_a^_'",
    "'a_b_',                       'a^_b^_',        'a^_b^_'",
    "'a__b',                       'a^_^_b^_',      'a^_^_b^_'",
    "'a^b^_',                      'a^b^_',         'a^b^_'",
    "'a^^_b',                      'a^^_b^_',       'a^^_b^_'",
    "'a^',                         'a^^_',          'a^^_'",
    "'^',                          '^^_',           '^^_'",
    "'a ~^b',                      'a ^b^_',        'a ~^b^_'",
  })
  void reducesBodies(String body, String relaxed, String simple) {
    assertThat(hash(Canonicalization.RELAXED, octets(body)))
        .satisfies(hash -> assertHashOf(hash, octets(relaxed)));
    assertThat(hash(Canonicalization.SIMPLE, octets(body)))
        .satisfies(hash -> assertHashOf(hash, octets(simple)));
  }

  @Test
  void givesWhatThePlainWordsOfTheRfcGiveHoweverTheBodyIsCut() {
    Random random = new Random(3400);
    for (int i = 0; i < BODIES; i++) {
      String body = scribble(random);
      assertHashOf(cut(Canonicalization.RELAXED, body, random), relaxed(body));
      assertHashOf(cut(Canonicalization.SIMPLE, body, random), simple(body));
    }
  }

  @Test
  void countsAllAndHashesNoMoreThanTheLimit() {
    String body = "Hello there.\r\n".repeat(500);
    for (int limit : new int[] {0, 1, 13, 14, 2047, 2048, 2049, 6999, 7000}) {
      BodyCanonicalizer canonicalizer = Canonicalization.SIMPLE.body(new BodyDigest(limit));
      canonicalizer.update(body.getBytes(ISO_8859_1), 0, body.length());
      BodyHash hash = canonicalizer.finish();

      assertThat(hash.length()).isEqualTo(7000);
      assertThat(hash.matches(sha256(body.substring(0, limit)))).as("limit %d", limit).isTrue();
    }
  }

  private static String relaxed(String body) {
    String lines = body.replaceAll("\r?\n", "\r\n").replaceAll("[ \t]+", " ");
    String stripped = lines.replaceAll(" (?=\r\n)", "").replaceAll(" \\z", "");
    String text = stripped.replaceAll("(\r\n)+\\z", "");
    return text.isEmpty() ? "" : text + "\r\n";
  }

  private static String simple(String body) {
    return body.replaceAll("\r?\n", "\r\n").replaceAll("(\r\n)+\\z", "") + "\r\n";
  }

  private static String scribble(Random random) {
    String[] pieces = {
      "a",
      "bc def ghi",
      " ",
      " ",
      "\t",
      "\r\n",
      "\r\n",
      "\r\n",
      "\n",
      "\r",
      "\u00e9\u00a0\u0080\u0001"
    };
    StringBuilder body = new StringBuilder();
    for (int length = random.nextInt(60); length > 0; length--) {
      body.append(pieces[random.nextInt(pieces.length)]);
    }
    return body.toString();
  }

  private static BodyHash cut(Canonicalization form, String body, Random random) {
    byte[] bytes = body.getBytes(ISO_8859_1);
    BodyCanonicalizer canonicalizer = form.body(new BodyDigest(Long.MAX_VALUE));
    int start = 0;
    while (start < bytes.length) {
      int end = start + 1 + random.nextInt(bytes.length - start);
      canonicalizer.update(bytes, start, end);
      start = end;
    }
    return canonicalizer.finish();
  }

  private static BodyHash hash(Canonicalization form, String body) {
    BodyCanonicalizer canonicalizer = form.body(new BodyDigest(Long.MAX_VALUE));
    canonicalizer.update(body.getBytes(ISO_8859_1), 0, body.length());
    return canonicalizer.finish();
  }

  private static void assertHashOf(BodyHash hash, String expected) {
    assertThat(hash.length()).as(expected).isEqualTo(expected.length());
    assertThat(hash.matches(sha256(expected))).as(expected).isTrue();
  }

  private static byte[] sha256(String text) {
    return BodyDigest.sha256().digest(text.getBytes(ISO_8859_1));
  }

  private static String octets(String table) {
    return table.replace('^', '\r').replace('_', '\n').replace('~', '\t');
  }
}
