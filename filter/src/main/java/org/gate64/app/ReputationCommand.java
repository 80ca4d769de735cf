package org.gate64.app;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gate64.reputation.snapshot.AtomicFile;
import org.gate64.reputation.snapshot.Reading;
import org.gate64.reputation.snapshot.SnapshotFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a running node remembers of senders. */
@Command(
    name = "reputation",
    description = "Looks at and changes what a running node remembers of senders.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ReputationCommand.Show.class,
      ReputationCommand.ListSubjects.class,
      ReputationCommand.Set.class,
      ReputationCommand.Forget.class,
      ReputationCommand.Export.class,
      ReputationCommand.Import.class
    })
final class ReputationCommand {

  private static final String SUBJECT =
      "An address (it stands for its network), a prefix, a domain, or \"DOMAIN from PREFIX\".";
  private static final String STANDARD_STREAM = "-";

  private ReputationCommand() {}

  /** How one subject's standing came about. */
  @Command(
      name = "show",
      description = "Shows a standing, and where it comes from.",
      mixinStandardHelpOptions = true)
  static final class Show extends NodeCommand {

    @Parameters(paramLabel = "SUBJECT", description = SUBJECT)
    private String subject = "";

    @Mixin private FormatOption format = new FormatOption();

    @Override
    void run(Node node) throws FailedCommand {
      print(node.read("/reputation/show", Map.of("subject", subject, "format", format.keyword())));
    }
  }

  /** Many at once. */
  @Command(
      name = "list",
      description = "Lists those whom most is remembered of.",
      mixinStandardHelpOptions = true)
  static final class ListSubjects extends NodeCommand {

    @Option(
        names = "--standing",
        paramLabel = "bad|good|unknown|any",
        description = "Only those of this standing (default: ${DEFAULT-VALUE}).",
        defaultValue = "any")
    private String standing = "any";

    @Option(
        names = "--limit",
        paramLabel = "N",
        description = "So many at most (default: ${DEFAULT-VALUE}).",
        defaultValue = "50")
    private int limit = 50;

    @Mixin private FormatOption format = new FormatOption();

    @Override
    void run(Node node) throws FailedCommand {
      print(
          node.read(
              "/reputation/list",
              Map.of(
                  "standing",
                  standing,
                  "limit",
                  String.valueOf(limit),
                  "format",
                  format.keyword())));
    }
  }

  /** An operator's word counts, whatever is remembered. */
  @Command(
      name = "set",
      description = "Sets a standing, whatever is remembered; none lifts it.",
      mixinStandardHelpOptions = true)
  static final class Set extends NodeCommand {

    @Parameters(index = "0", paramLabel = "SUBJECT", description = SUBJECT)
    private String subject = "";

    @Parameters(index = "1", paramLabel = "good|bad|none", description = "What it is to be.")
    private String standing = "";

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        description = "Why, for whoever wonders later; good and bad need it.")
    private Optional<String> reason = Optional.empty();

    @Option(
        names = "--until",
        paramLabel = "DATE",
        description = "The last day (2027-03-31, UTC), or a time (2027-03-31T12:00:00Z).")
    private Optional<String> until = Optional.empty();

    @Override
    void run(Node node) throws FailedCommand {
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("subject", subject);
      fields.put("standing", standing);
      reason.ifPresent(text -> fields.put("reason", text));
      until.ifPresent(text -> fields.put("until", text));
      print(node.change("/reputation/set", fields, key()));
    }
  }

  /** A new beginning. */
  @Command(
      name = "forget",
      description = "Forgets what is remembered of a subject.",
      mixinStandardHelpOptions = true)
  static final class Forget extends NodeCommand {

    @Parameters(paramLabel = "SUBJECT", description = SUBJECT)
    private String subject = "";

    @Override
    void run(Node node) throws FailedCommand {
      print(node.change("/reputation/forget", Map.of("subject", subject), key()));
    }
  }

  /** All of it, into a file. */
  @Command(
      name = "export",
      description = "Writes all that is remembered into a file.",
      mixinStandardHelpOptions = true)
  static final class Export extends NodeCommand {

    @Parameters(
        paramLabel = "FILE",
        description = "Is replaced once all is written; \"-\" is the standard output.")
    private String file = "";

    @Override
    void run(Node node) throws FailedCommand {
      if (file.equals(STANDARD_STREAM)) {
        long octets = node.copy("/reputation/export", System.out);
        remark(octets + " bytes were written to the standard output.");
        return;
      }
      Path path = Path.of(file);
      try {
        AtomicFile.<FailedCommand>write(path, out -> node.copy("/reputation/export", out));
      } catch (IOException e) {
        throw FailedCommand.ofInput(file + ": " + Reasons.of(e));
      }
      remark(records(path) + " records were written to " + file + ".");
    }

    /** As many as the next import would find. */
    private static long records(Path written) throws FailedCommand {
      Reading reading = new SnapshotFile(written).read((subject, record) -> {});
      if (reading instanceof Reading.Whole whole) {
        return whole.records() + whole.skipped();
      }
      throw FailedCommand.ofInput(
          written
              + ": it was written, but cannot be read again: "
              + (reading instanceof Reading.Unusable unusable ? unusable.reason() : "it is gone"));
    }
  }

  /** All of it, from a file. */
  @Command(
      name = "import",
      description = "Joins an export with what is remembered; twice is as once.",
      mixinStandardHelpOptions = true)
  static final class Import extends NodeCommand {

    @Parameters(paramLabel = "FILE", description = "An export; \"-\" is the standard input.")
    private String file = "";

    @Override
    void run(Node node) throws FailedCommand {
      print(node.send("/reputation/import", body(), key()));
    }

    private BodyPublisher body() throws FailedCommand {
      if (file.equals(STANDARD_STREAM)) {
        return BodyPublishers.ofInputStream(() -> System.in);
      }
      Path path = Path.of(file);
      try {
        if (Files.isRegularFile(path)) {
          return BodyPublishers.ofFile(path);
        }
      } catch (FileNotFoundException goneMeanwhile) {
        // as if it had not been there
      }
      throw FailedCommand.ofInput(file + ": there is no such file");
    }
  }
}
