package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gate64.config.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What systemd is told agrees with what gate64 takes and needs. */
@Timeout(60)
class ServiceUnitTest {

  private static final Path UNIT = Path.of("../deploy/gate64.service");
  private static final Path SYSTEMD_ANALYZE = Path.of("/usr/bin/systemd-analyze");

  @Test
  void theCommandIsOneThatGate64TakesWithTheFlagsOfDeployRun() throws IOException {
    List<String> command = Arrays.asList(value("ExecStart").split(" "));
    int jar = command.indexOf("-jar");
    List<String> arguments = command.subList(jar + 2, command.size());

    assertThat(Main.commandLine().parseArgs(arguments.toArray(String[]::new)).subcommand())
        .isNotNull()
        .extracting(run -> run.commandSpec().name())
        .isEqualTo("run");
    assertThat(Path.of("../deploy/run"))
        .content()
        .contains("exec java " + String.join(" ", command.subList(1, jar)) + " -jar ");
  }

  @Test
  void itsDirectoriesAreThoseOfTheConfiguration() throws IOException {
    Configuration usual = Configuration.defaults();

    assertThat(usual.stateDir()).contains(Path.of("/var/lib", value("StateDirectory")));
    assertThat(Path.of("../conf/gate64.conf"))
        .content()
        .contains("\"unix:/run/" + value("RuntimeDirectory") + "/milter.sock\"");
    assertThat(Duration.parse("PT" + value("TimeoutStopSec")))
        .isGreaterThan(usual.limits().drain().multipliedBy(2));
  }

  @Test
  void systemdFindsNothingWrongWithIt() throws Exception {
    assumeTrue(Files.isExecutable(SYSTEMD_ANALYZE), "systemd-analyze is not there");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/java")), "there is no /usr/bin/java");
    Process verify =
        new ProcessBuilder(SYSTEMD_ANALYZE.toString(), "verify", UNIT.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(verify.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said).doesNotContain("gate64.service");
    assertThat(verify.exitValue()).isZero();
  }

  private static String value(String key) throws IOException {
    return Files.readAllLines(UNIT).stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElseThrow();
  }
}
