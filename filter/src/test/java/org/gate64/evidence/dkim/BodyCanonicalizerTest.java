package org.gate64.evidence.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
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
      assertHashOf(cut(Canonicalization.RELAXED, ofWhole(), body, random), relaxed(body));
      assertHashOf(cut(Canonicalization.SIMPLE, ofWhole(), body, random), simple(body));
    }
  }

  @Test
  void hashesEachLengthThatIsAskedForAndCountsAll() {
    String body = "Hello there.\r\n".repeat(500);
    Set<Long> lengths = Set.of(0L, 1L, 13L, 14L, 2047L, 2048L, 2049L, 6999L, 7000L, 7001L);
    for (int size : new int[] {1, 13, 511, 512, 2048, 7000}) {
      BodyCanonicalizer canonicalizer = Canonicalization.SIMPLE.body(new BodyDigest(lengths));
      for (int start = 0; start < body.length(); start += size) {
        int end = Math.min(start + size, body.length());
        canonicalizer.update(body.getBytes(ISO_8859_1), start, end);
      }
      BodyHashes hashes = canonicalizer.finish();

      assertThat(hashes.length()).isEqualTo(7000);
      for (long length : lengths) {
        String part = body.substring(0, (int) Math.min(length, body.length()));
        assertThat(hashes.matches(length, sha256(part)))
            .as("length %d in pieces of %d", length, size)
            .isTrue();
      }
    }
  }

  @Test
  void hashesPartsLikeWholeBodiesThatEndThere() {
    Random random = new Random(3500);
    for (int i = 0; i < BODIES; i++) {
      String body = scribble(random);
      Set<Long> lengths = new HashSet<>();
      for (int count = random.nextInt(5); count >= 0; count--) {
        lengths.add((long) random.nextInt(80));
      }
      BodyHashes simple = cut(Canonicalization.SIMPLE, new BodyDigest(lengths), body, random);
      BodyHashes relaxed = cut(Canonicalization.RELAXED, new BodyDigest(lengths), body, random);
      for (long length : lengths) {
        assertPart(simple, length, simple(body));
        assertPart(relaxed, length, relaxed(body));
      }
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

  private static BodyHashes cut(
      Canonicalization form, BodyDigest digest, String body, Random random) {
    byte[] bytes = body.getBytes(ISO_8859_1);
    BodyCanonicalizer canonicalizer = form.body(digest);
    int start = 0;
    while (start < bytes.length) {
      int end = start + 1 + random.nextInt(bytes.length - start);
      canonicalizer.update(bytes, start, end);
      start = end;
    }
    return canonicalizer.finish();
  }

  private static BodyHashes hash(Canonicalization form, String body) {
    BodyCanonicalizer canonicalizer = form.body(ofWhole());
    canonicalizer.update(body.getBytes(ISO_8859_1), 0, body.length());
    return canonicalizer.finish();
  }

  private static BodyDigest ofWhole() {
    return new BodyDigest(Set.of(DkimSignature.WHOLE_BODY));
  }

  private static void assertHashOf(BodyHashes hashes, String expected) {
    assertThat(hashes.length()).as(expected).isEqualTo(expected.length());
    assertPart(hashes, DkimSignature.WHOLE_BODY, expected);
  }

  private static void assertPart(BodyHashes hashes, long length, String canonical) {
    String part = canonical.substring(0, (int) Math.min(length, canonical.length()));
    assertThat(hashes.matches(length, sha256(part))).as("%d of %s", length, canonical).isTrue();
  }

  private static byte[] sha256(String text) {
    return BodyDigest.sha256().digest(text.getBytes(ISO_8859_1));
  }

  private static String octets(String table) {
    return table.replace('^', '\r').replace('_', '\n').replace('~', '\t');
  }
}
