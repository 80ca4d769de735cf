package org.gate64.evidence.dkim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.gate64.fixtures.mail.SigningKey;

/** A key, and what DNS says of it under the selector of the same name below example.org. */
enum KeyCase {
  RSA_1024(Pair.RSA_1024, Pair.RSA_1024.key().dnsRecord()),
  RSA_2048(Pair.RSA_2048, Pair.RSA_2048.key().dnsRecord()),
  RSA_4096(Pair.RSA_4096, Pair.RSA_4096.key().dnsRecord()),
  ED25519(Pair.ED25519, Pair.ED25519.key().dnsRecord()),
  PKCS1(Pair.RSA_2048, Pair.RSA_2048.key().dnsRecordPkcs1()),
  PKCS1_OF_4096_BITS(Pair.RSA_4096, Pair.RSA_4096.key().dnsRecordPkcs1()),
  BARE(Pair.RSA_1024, p()),
  MANY_STRINGS(Pair.RSA_2048, Pair.RSA_2048.key().dnsRecord()) {
    @Override
    int longestString() {
      return 7;
    }
  },
  FOLDED(Pair.RSA_1024, "v=DKIM1 ; k = rsa;  p= " + p().substring(2).replace("Q", " Q") + " ;"),
  WHITE_SPACE_AROUND(Pair.RSA_1024, " \t" + Pair.RSA_1024.key().dnsRecord() + " \t "),
  LINE_BREAKS(Pair.RSA_1024, "v=DKIM1;\r\n\t" + p().replace("Q", "Q\n") + "\n"),
  PADDING_CUT(Pair.RSA_4096, Pair.RSA_4096.key().dnsRecord().replaceFirst("=\\z", "")),
  CAPITALS(Pair.RSA_1024, "v=DKIM1; k=RSA; s=Email; h=SHA256; t=Y; " + p()),
  GRANULARITY(Pair.RSA_1024, "v=DKIM1; g=somebody; " + p()),
  EMPTY_TAG(Pair.RSA_1024, "v=DKIM1;; " + p()),
  NOTES(Pair.RSA_1024, "v=DKIM1; n=quoted=20p=3Dno; x_new=1; t=x; " + p()),
  VERSION_LAST(Pair.RSA_1024, p() + "; v=DKIM1"),
  OTHER_VERSION(Pair.RSA_1024, "v=DKIM2; " + p()),
  TESTING(Pair.RSA_1024, "v=DKIM1; t=y; " + p()),
  STRICT(Pair.RSA_1024, "v=DKIM1; t=y:s; " + p()),
  FOR_MAIL(Pair.RSA_1024, "v=DKIM1; s=email; " + p()),
  FOR_ALL_SERVICES(Pair.RSA_1024, "v=DKIM1; s=*; " + p()),
  FOR_MAIL_TOO(Pair.RSA_1024, "v=DKIM1; s=other : email; " + p()),
  FOR_REPORTS(Pair.RSA_1024, "v=DKIM1; s=tlsrpt; " + p()),
  FOR_SHA256(Pair.RSA_1024, "v=DKIM1; h=sha256; " + p()),
  FOR_SHA256_TOO(Pair.RSA_1024, "v=DKIM1; h=sha1 : sha256; " + p()),
  FOR_NO_HASH(Pair.RSA_1024, "v=DKIM1; h=; " + p()),
  FOR_NO_SERVICE(Pair.RSA_1024, "v=DKIM1; s=; " + p()),
  FOR_SHA1(Pair.RSA_1024, "v=DKIM1; h=sha1; " + p()),
  FOR_ANY_HASH(Pair.RSA_1024, "v=DKIM1; h=*; " + p()),
  REVOKED(Pair.RSA_1024, "v=DKIM1; p="),
  WITHOUT_KEY(Pair.RSA_1024, "v=DKIM1; k=rsa"),
  BROKEN(Pair.RSA_1024, p().substring(0, 80)),
  NOT_BASE64(Pair.RSA_1024, "v=DKIM1; p=????"),
  TAG_TWICE(Pair.RSA_1024, "v=DKIM1; s=email; s=email; " + p()),
  NO_TAGS(Pair.RSA_1024, "see our home page"),
  OF_ANOTHER_KIND(Pair.RSA_1024, "v=DKIM1; k=ed25519; p=" + Pair.ED25519.key().publicKey()),
  OF_UNKNOWN_KIND(Pair.RSA_1024, "v=DKIM1; k=rsa2; " + p()),
  OF_SOMEBODY_ELSE(Pair.RSA_1024, Pair.RSA_2048.key().dnsRecord()),
  TOO_SHORT(Pair.RSA_768, Pair.RSA_768.key().dnsRecord()),
  NOT_THERE(Pair.RSA_1024),
  SECOND_OF_TWO(Pair.RSA_1024, Pair.RSA_2048.key().dnsRecord(), Pair.RSA_1024.key().dnsRecord()),
  BESIDE_OTHER_TEXT(Pair.RSA_1024, "v=spf1 -all", Pair.RSA_1024.key().dnsRecord()),
  UNAVAILABLE(Pair.RSA_1024) {
    @Override
    Stream<String> zoneLines() {
      return Stream.of(";!servfail " + selector() + "._domainkey." + DOMAIN + ".");
    }
  };

  static final String DOMAIN = "example.org";

  private static final int LONGEST_STRING = 255;

  private final Pair pair;

  /** Parted by NUL. */
  private final String texts;

  KeyCase(Pair pair, String... texts) {
    this.pair = pair;
    this.texts = String.join("\0", texts);
  }

  /** The key to sign with. */
  SigningKey key() {
    return pair.key();
  }

  String selector() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The texts at its name, as a verifier sees them. */
  List<String> texts() {
    return texts.isEmpty() ? List.of() : List.of(texts.split("\0", -1));
  }

  /** What a master file says of it. */
  Stream<String> zoneLines() {
    return texts().stream()
        .map(text -> SigningKey.zoneLine(selector(), DOMAIN, text, longestString()))
        .map(line -> line.replace("\r", "\\013").replace("\n", "\\010"));
  }

  int longestString() {
    return LONGEST_STRING;
  }

  /** What the most usual key has in its record. */
  private static String p() {
    return "p=" + Pair.RSA_1024.key().publicKey();
  }

  /** Key pairs that are made once. */
  private enum Pair {
    RSA_768,
    RSA_1024,
    RSA_2048,
    RSA_4096,
    ED25519;

    private static final Map<Pair, SigningKey> KEYS = new ConcurrentHashMap<>();

    SigningKey key() {
      return KEYS.computeIfAbsent(this, Pair::make);
    }

    private static SigningKey make(Pair pair) {
      return switch (pair) {
        case RSA_768 -> SigningKey.rsa(768);
        case RSA_1024 -> SigningKey.rsa(1024);
        case RSA_2048 -> SigningKey.rsa(2048);
        case RSA_4096 -> read("rsa4096.txt");
        case ED25519 -> SigningKey.ed25519();
      };
    }

    /** It would take seconds to make one of this length. */
    private static SigningKey read(String resource) {
      try (InputStream in = KeyCase.class.getResourceAsStream(resource)) {
        byte[] text = Objects.requireNonNull(in, resource).readAllBytes();
        return SigningKey.rsa(new String(text, StandardCharsets.US_ASCII));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
