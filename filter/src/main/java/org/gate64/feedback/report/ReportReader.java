package org.gate64.feedback.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Reads what somebody hands in: the message that he speaks of; a report of it in the Abuse
 * Reporting Format (RFC 5965); or a message that it is attached to.
 *
 * <p>What has a verdict of its own is what is spoken of, whatever it holds, unless whoever hands it
 * in says otherwise. A spammer may have got mail here himself, and could put that into his spam
 * dressed up as a report: its recipients' word for the spam would be held against a stranger. Mail
 * of users of this server has no verdict, and may be spam nevertheless; so nothing in it is spoken
 * of where it is no report, and whoever hands in what users move about means it {@linkplain
 * Meant#ITSELF itself}.
 */
public final class ReportReader {

  /** Which message is spoken of. */
  public enum Meant {
    /** The one that is handed in, never one in it. */
    ITSELF,
    /** The one that is handed in, if it has a verdict; else the one that it is a report of. */
    REPORTED,
    /** The one in it: the one that it is a report of, or an attached one. */
    ENCLOSED
  }

  private static final String TYPE = "feedback-type";
  private static final String REPORTS = "multipart/report";
  private static final String ATTACHMENTS = "multipart/mixed";
  private static final Set<String> MESSAGES =
      Set.of("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers");
  private static final String REPORT = "message/feedback-report";

  private final String verdict;

  /**
   * @param verdict the name of the verdict's field
   */
  public ReportReader(String verdict) {
    this.verdict = verdict;
  }

  /**
   * Reads it, and the line of a mailbox file that may stand on top.
   *
   * @throws IOException where it cannot be read, or its header is larger than any that is sent
   */
  public Reported read(InputStream in, Meant meant) throws IOException {
    byte[] octets = in.readNBytes(Bounds.MESSAGE);
    MimeTokenStream stream = new MimeTokenStream(Bounds.MIME);
    stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
    int start = afterMailboxLine(octets);
    stream.parse(new ByteArrayInputStream(octets, start, octets.length - start));
    try {
      Optional<String> own = MessageHeader.read(stream, Set.of(verdict)).first(verdict);
      return switch (meant) {
        case ITSELF -> Reported.itself(own);
        case REPORTED ->
            own.isEmpty() && begins(stream, Set.of(REPORTS))
                ? enclosed(stream).ofReport()
                : Reported.itself(own);
        case ENCLOSED ->
            begins(stream, Set.of(REPORTS, ATTACHMENTS)) ? enclosed(stream) : Reported.NOTHING;
      };
    } catch (MimeException malformed) {
      throw new IOException("it is no message: " + malformed.getMessage(), malformed);
    }
  }

  /** Whether one of these multiparts comes next. */
  private static boolean begins(MimeTokenStream stream, Set<String> multiparts)
      throws IOException, MimeException {
    return stream.next() == EntityState.T_START_MULTIPART
        && multiparts.contains(stream.getBodyDescriptor().getMimeType());
  }

  /** Only what lies in the outermost multipart itself: in a report, nothing is deeper. */
  private Reported enclosed(MimeTokenStream stream) throws IOException, MimeException {
    Optional<MessageHeader> report = Optional.empty();
    Optional<MessageHeader> message = Optional.empty();
    int depth = 1;
    int parts = 0;
    while (depth > 0 && parts <= Bounds.PARTS) {
      switch (stream.next()) {
        case T_START_MULTIPART -> depth++;
        case T_END_MULTIPART -> depth--;
        case T_START_BODYPART -> parts++;
        case T_END_OF_STREAM -> depth = 0;
        case T_BODY -> {
          String type = stream.getBodyDescriptor().getMimeType();
          if (depth == 1 && report.isEmpty() && type.equals(REPORT)) {
            report = Optional.of(header(stream, TYPE));
          } else if (depth == 1 && message.isEmpty() && MESSAGES.contains(type)) {
            message = Optional.of(header(stream, verdict));
          }
        }
        default -> {}
      }
    }
    return new Reported(
        message.flatMap(header -> header.first(verdict)),
        report.map(header -> new Complaint(header.first(TYPE).orElse(""))));
  }

  private static MessageHeader header(MimeTokenStream stream, String name)
      throws IOException, MimeException {
    return MessageHeader.read(stream.getDecodedInputStream(), Set.of(name));
  }

  private static int afterMailboxLine(byte[] octets) {
    byte[] from = "From ".getBytes(StandardCharsets.US_ASCII);
    if (octets.length < from.length
        || !Arrays.equals(octets, 0, from.length, from, 0, from.length)) {
      return 0;
    }
    int end = 0;
    while (end < octets.length && octets[end] != '\n') {
      end++;
    }
    return Math.min(end + 1, octets.length);
  }
}
