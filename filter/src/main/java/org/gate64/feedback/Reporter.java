package org.gate64.feedback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.gate64.reputation.Subject;

/**
 * Who says something of messages. His name goes no further than into a keyed hash. However it is
 * spelled it is one name, or one who has several spellings of it would be several.
 *
 * @param name in lower case and compatibility form (Unicode Standard Annex 15, NFKC), without what
 *     cannot be seen, a dot at the end, and the detail of an address (RFC 5233: what follows "+");
 *     empty for those who give none, who are as one
 */
public record Reporter(String name) {

  /** The longest name that tells reporters apart: that of a mailbox. */
  private static final int LONGEST = 320;

  /** No ticket begins with it, so that no hash of a reporter is the signature of one. */
  private static final byte NO_TICKET = 0;

  private static final Pattern UNSEEN = Pattern.compile("[\\p{Z}\\p{C}]+");
  private static final Pattern FINAL_DOTS = Pattern.compile("\\.+$");
  private static final Pattern DETAIL = Pattern.compile("(?<=[^@])\\+[^@]*(?=@)");

  public Reporter {
    String seen = compatible(UNSEEN.matcher(compatible(name)).replaceAll(""));
    String cut = seen.substring(0, Math.min(seen.length(), LONGEST));
    String bare = FINAL_DOTS.matcher(cut).replaceFirst("");
    name = DETAIL.matcher(bare).replaceAll("");
  }

  private static String compatible(String text) {
    return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT);
  }

  /** Where it is kept how much his words of one kind have come to, for one subject. */
  String account(FeedbackKey key, Word word, Subject subject) {
    return hash(key, word.keyword() + " " + subject);
  }

  /** Who he is where one message is spoken of; he cannot be known by it where another is. */
  String voice(FeedbackKey key, String ticket) {
    return hash(key, "of " + ticket);
  }

  private String hash(FeedbackKey key, String purpose) {
    byte[] whose = name.getBytes(StandardCharsets.UTF_8);
    byte[] what = purpose.getBytes(StandardCharsets.UTF_8);
    byte[] content =
        ByteBuffer.allocate(1 + Integer.BYTES + whose.length + what.length)
            .put(NO_TICKET)
            .putInt(whose.length)
            .put(whose)
            .put(what)
            .array();
    return HexFormat.of().formatHex(key.sign(content));
  }
}
