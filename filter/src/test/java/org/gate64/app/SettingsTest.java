package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gate64.config.Configuration;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void spfHasTheTimeThatItsRfcAsksFor() {
    assertThat(Settings.spf(Configuration.defaults()).deadline())
        .isGreaterThanOrEqualTo(Duration.ofSeconds(20));
  }
}
