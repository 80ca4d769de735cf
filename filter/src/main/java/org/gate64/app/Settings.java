package org.gate64.app;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.gate64.attempts.AttemptStore;
import org.gate64.attempts.hazelcast.HazelcastAttemptStore.Keeping;
import org.gate64.attempts.local.LocalAttemptStore;
import org.gate64.config.Configuration;
import org.gate64.config.LimitSettings;
import org.gate64.config.MemorySettings;
import org.gate64.config.NetworkSettings;
import org.gate64.evidence.spf.SpfSettings;
import org.gate64.feedback.local.LocalWordStore;
import org.gate64.milter.server.ServerSettings;
import org.gate64.net.NetworkTable;
import org.gate64.policy.Steering;
import org.gate64.reputation.Ancestry;
import org.gate64.reputation.Scoring;
import org.gate64.reputation.local.LocalSettings;
import org.gate64.screening.HeaderLimits;
import org.gate64.screening.ScreeningSettings;
import org.gate64.screening.ScreeningSettings.AuthenticationResultsField;

/** From the configuration, which follows the file, to what each part wants to know. */
final class Settings {

  /** All headers may take up a quarter of the heap. */
  private static final int SHARE_OF_HEADERS = 4;

  /** At 600 to 800 bytes each, measured, up to 40 MB. A steered mail takes two of them. */
  private static final int ATTEMPTS = 50_000;

  /** A third of all places is for strangers. */
  private static final int STRANGERS = 3;

  /** A sender comes again at least once in this time. */
  private static final Duration BETWEEN_TRIES = Duration.ofDays(1);

  private Settings() {}

  static ServerSettings server(Configuration configuration) {
    LimitSettings limits = configuration.limits();
    return new ServerSettings(
        limits.sessions(),
        limits.frameBytes(),
        limits.idleTimeout(),
        configuration.socketMode(),
        configuration.socketGroup());
  }

  static SpfSettings spf(Configuration configuration) {
    SpfSettings defaults = SpfSettings.defaults();
    return new SpfSettings(
        defaults.deadline(),
        configuration.spf().voidLookups(),
        configuration.spf().v4OnlyHosts(),
        configuration.spf().maxQueries(),
        defaults.maxRecordLength(),
        defaults.maxExplanationLength());
  }

  /** Bounds of a memory that this node has for itself. */
  static LocalSettings localMemory(MemorySettings settings) {
    LocalSettings usual = LocalSettings.usual();
    int strangers = settings.entries() / STRANGERS;
    return new LocalSettings(
        settings.entries() - strangers, strangers, usual.realFrom(), usual.idle(), usual.waiting());
  }

  static Scoring scoring(Configuration configuration) {
    MemorySettings memory = configuration.reputation();
    NetworkSettings network = configuration.network();
    return new Scoring(
        memory.score(), new Ancestry(network.ipv6Prefix(), network.ipv4Prefix()), memory.decay());
  }

  /** A memory of this node's own for refused mail. */
  static AttemptStore attempts(Configuration configuration) {
    Keeping keeping = keeping(configuration);
    return new LocalAttemptStore(
        keeping.interval(), keeping.keep(), keeping.entries(), Ticker.systemTicker());
  }

  /** How refused mail is kept, by this node alone or by several. */
  static Keeping keeping(Configuration configuration) {
    Steering steering = configuration.policy().steering();
    Duration keep =
        steering.window().compareTo(BETWEEN_TRIES) > 0 ? steering.window() : BETWEEN_TRIES;
    return new Keeping(steering.interval(), keep, ATTEMPTS);
  }

  /** A memory of this node's own for what recipients say. */
  static LocalWordStore words(Configuration configuration) {
    return new LocalWordStore(configuration.reputation().feedback(), Ticker.systemTicker());
  }

  static ScreeningSettings screening(Configuration configuration) {
    return new ScreeningSettings(
        NetworkTable.of(configuration.trustedNetworks()),
        configuration.authservId(),
        configuration.headers().verdict(),
        configuration.headers().authenticationResults()
            ? AuthenticationResultsField.WRITTEN
            : AuthenticationResultsField.LEFT_OUT,
        configuration.headers().mark(),
        new HeaderLimits(
            configuration.limits().headerBytes(),
            configuration.limits().headerFields(),
            Runtime.getRuntime().maxMemory() / SHARE_OF_HEADERS),
        configuration.reputation().traps());
  }
}
