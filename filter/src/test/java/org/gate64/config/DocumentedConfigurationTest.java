package org.gate64.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gate64.policy.Action;
import org.gate64.policy.Finding;
import org.gate64.policy.Strictness;
import org.junit.jupiter.api.Test;

/** {@code conf/gate64.conf} and the code say the same. */
class DocumentedConfigurationTest {

  /** Tests run in the directory of their module. */
  private static final Path FILE = Path.of("..", "conf", "gate64.conf");

  @Test
  void theFileHoldsTheDefaults() {
    assertThat(ConfigurationReader.read(FILE))
        .isEqualTo(new ReadResult.Valid(Configuration.defaults()));
  }

  @Test
  void everyKeyStandsInTheFileBelowACommentThatExplainsIt() throws IOException {
    Config documented = ConfigFactory.parseFile(FILE.toFile());
    List<String> lines = Files.readAllLines(FILE);

    assertThat(keys())
        .contains("listen", "dns", "dns.failure-ttl", "policy.ipv6.on")
        .allSatisfy(
            key -> {
              assertThat(documented.hasPath(key)).as("%s is documented", key).isTrue();
              ConfigValue value = documented.getValue(key);
              assertThat(lines.get(value.origin().lineNumber() - 2).strip())
                  .as("the line above %s", key)
                  .matches("# .{10,}[.:]");
            });
  }

  @Test
  void theTableOfActionsIsThatOfTheCode() throws IOException {
    List<String> lines = Files.readAllLines(FILE);

    for (Finding finding : Finding.values()) {
      String actions =
          Arrays.stream(Strictness.values())
              .map(strictness -> strictness.actionFor(finding))
              .map(Action::keyword)
              .collect(Collectors.joining(" +"));
      assertThat(lines)
          .as("the row of %s", finding.keyword())
          .anyMatch(line -> line.matches("# .*\\b" + finding.keyword() + "\\b.* " + actions));
    }
  }

  /** All keys that the reader asks for, save the findings below {@code on}. */
  private static Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    SettingsReader.read(Section.root(ConfigFactory.empty().root(), new Problems(), keys));
    keys.removeIf(key -> key.contains(".on."));
    return keys;
  }
}
