package org.gate64.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gate64.feedback.Reporter;
import org.gate64.feedback.Word;
import org.gate64.feedback.report.Complaint;
import org.gate64.feedback.report.ReportReader;
import org.gate64.feedback.report.ReportReader.Meant;
import org.gate64.feedback.report.Reported;
import org.gate64.net.PlainText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a recipient's word on a message count for those who sent it. */
@Command(
    name = "feedback",
    description =
        "Has a recipient's word on a delivered message count for those who sent it, once for each"
            + " message; the other word takes it back.",
    mixinStandardHelpOptions = true)
final class FeedbackCommand extends NodeCommand {

  private static final String STANDARD_INPUT = "-";
  private static final int SHOWN = 60;

  @Parameters(index = "0", paramLabel = "spam|ham", description = "What the recipient says.")
  private Word word = Word.SPAM;

  @Parameters(
      index = "1",
      paramLabel = "MESSAGE",
      description =
          "The message as it was delivered, or a report of it (RFC 5965), or with --enclosed a"
              + " message that it is attached to: a file; \"-\" is the standard input.")
  private String message = "";

  @Option(
      names = "--reporter",
      paramLabel = "NAME",
      description =
          "Who says so, as he logged in: what one may add is limited (default: one for all).")
  private Optional<String> reporter = Optional.empty();

  @Option(
      names = "--if-judged",
      description =
          "A message that gate64 has not judged, or too long ago, is no failure: it is said, and the"
              + " exit code is 0.")
  private boolean ifJudged;

  @ArgGroup(exclusive = true)
  private Which which = new Which();

  /** Which message is meant; without either, MESSAGE itself or the one that it is a report of. */
  private static final class Which {

    @Option(
        names = "--itself",
        description = "MESSAGE itself is meant, never one within it: for what users move.")
    private boolean itself;

    @Option(
        names = "--enclosed",
        description =
            "The message within MESSAGE is meant, even though MESSAGE has a verdict of its own.")
    private boolean enclosed;

    Meant meant() {
      if (itself) {
        return Meant.ITSELF;
      }
      return enclosed ? Meant.ENCLOSED : Meant.REPORTED;
    }
  }

  @Override
  void run(Node node) throws FailedCommand {
    try {
      tell(node);
    } catch (FailedCommand failed) {
      if (!ifJudged || failed.kind() != FailedCommand.Kind.NOTHING_TO_DO) {
        throw failed;
      }
      print(String.valueOf(failed.getMessage()));
    }
  }

  private void tell(Node node) throws FailedCommand {
    Reported reported = read();
    if (reported.complaint().isPresent()) {
      agree(reported.complaint().get());
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("word", word.keyword());
    fields.put("ticket", ticket(reported));
    reporter.map(name -> new Reporter(name).name()).ifPresent(name -> fields.put("reporter", name));
    print(node.change("/feedback", fields, key()));
  }

  private Reported read() throws FailedCommand {
    ReportReader reader = new ReportReader(verdictField());
    try (InputStream in = open()) {
      return reader.read(in, which.meant());
    } catch (IOException e) {
      throw FailedCommand.ofInput(message + ": " + Reasons.of(e));
    }
  }

  private InputStream open() throws IOException {
    return message.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(message));
  }

  /** A report speaks for itself; who hands it in must not turn it round by mistake. */
  private void agree(Complaint complaint) throws FailedCommand {
    String type = PlainText.visible(complaint.type(), SHOWN);
    Word said =
        complaint
            .word()
            .orElseThrow(
                () ->
                    FailedCommand.ofInput(
                        "the report says neither spam nor ham: its Feedback-Type is \""
                            + type
                            + "\""));
    if (said != word) {
      throw FailedCommand.ofInput(
          "the report says "
              + said.keyword()
              + " (Feedback-Type: "
              + type
              + "), not "
              + word.keyword());
    }
  }

  private String ticket(Reported reported) throws FailedCommand {
    String field = verdictField();
    if (reported.verdict().isEmpty()) {
      throw FailedCommand.nothingToDo("there is no " + field + " field: gate64 did not judge it");
    }
    return reported
        .ticket()
        .orElseThrow(
            () ->
                FailedCommand.nothingToDo(
                    "the "
                        + field
                        + " field has no ticket: the message was not judged, or nothing is"
                        + " remembered (reputation.enabled)"));
  }
}
