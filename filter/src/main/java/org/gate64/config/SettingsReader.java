package org.gate64.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.gate64.evidence.dkim.DkimSettings;
import org.gate64.evidence.dkim.PartialBody;
import org.gate64.evidence.spf.V4OnlyHosts;
import org.gate64.net.ListenAddress;
import org.gate64.net.Network;
import org.gate64.reporting.LogFormat;

/** Knows every key, the notation of its value, and what is possible. */
final class SettingsReader {

  static final Notation<Network> NETWORK =
      new Notation<>(
          "an address, or a prefix without host bits like 2001:db8::/32", Network::parse);

  private static final Notation<ListenAddress> LISTEN_ADDRESS =
      new Notation<>(
          "inet:PORT@ADDRESS (0.0.0.0 for all), inet6:PORT@[ADDRESS] ([::] for all), or unix:PATH"
              + " of at most 107 bytes",
          ListenAddress::parse);
  private static final Notation<Set<PosixFilePermission>> SOCKET_MODE =
      new Notation<>("an octal mode like \"0660\"", SocketMode::parse);
  private static final Notation<String> GROUP =
      Notations.matching(Pattern.compile("\\w[\\w.-]{0,31}"), "the name of a group");
  private static final Notation<String> AUTHSERV_ID =
      Notations.matching(Pattern.compile("\\w[\\w.-]{0,252}"), "a host name");
  private static final Notation<Path> DIRECTORY =
      new Notation<>("the path of a directory, from the root on", SettingsReader::path);

  private SettingsReader() {}

  /** Reads all settings; what is wrong is noted in the problems that the section was made with. */
  static Configuration read(Section root) {
    Configuration defaults = Configuration.defaults();
    HeaderSettings headers = HeadersReader.read(root.section("headers"), defaults.headers());
    MemorySettings memory =
        MemoryReader.read(root.section("reputation"), defaults.reputation(), headers);
    Configuration configuration =
        new Configuration(
            root.nonEmptyList("listen", defaults.listen(), LISTEN_ADDRESS),
            root.value("socket-mode", defaults.socketMode(), SOCKET_MODE),
            root.optional("socket-group", defaults.socketGroup(), GROUP),
            root.optional("authserv-id", defaults.authservId(), AUTHSERV_ID),
            Set.copyOf(
                root.list("trusted-networks", List.copyOf(defaults.trustedNetworks()), NETWORK)),
            root.optional("state-dir", defaults.stateDir(), DIRECTORY),
            network(root.section("network"), defaults.network()),
            limits(root.section("limits"), defaults.limits()),
            DnsReader.read(root.section("dns"), defaults.dns()),
            spf(root.section("spf"), defaults.spf()),
            dkim(root.section("dkim"), defaults.dkim()),
            PolicyReader.read(root.section("policy"), defaults.policy()),
            memory,
            ClusterReader.read(root.section("cluster"), memory.entries()),
            headers,
            AdminReader.read(root.section("admin"), defaults.admin()),
            log(root.section("log"), defaults.log()));
    rejectSharedPort(root, configuration);
    if (configuration.cluster().isPresent() && memory.use() == MemorySettings.Use.OFF) {
      root.problem("cluster", "has nothing to share: reputation.enabled is false");
    }
    root.finish();
    return configuration;
  }

  private static void rejectSharedPort(Section root, Configuration configuration) {
    configuration
        .admin()
        .listen()
        .filter(admin -> admin.address().getPort() != 0 && configuration.listen().contains(admin))
        .ifPresent(
            shared ->
                root.problem(
                    root.has("admin") ? "admin" : "listen",
                    shared + " stands both in listen and in admin.listen"));
  }

  private static NetworkSettings network(Section section, NetworkSettings defaults) {
    NetworkSettings network =
        new NetworkSettings(
            section.value("ipv6-prefix", defaults.ipv6Prefix(), Notations.wholeNumber(16, 64)),
            section.value("ipv4-prefix", defaults.ipv4Prefix(), Notations.wholeNumber(8, 32)));
    section.finish();
    return network;
  }

  private static LimitSettings limits(Section section, LimitSettings defaults) {
    Notation<Integer> size = Notations.size(128 << 10, 16 << 20);
    LimitSettings limits =
        new LimitSettings(
            section.value("sessions", defaults.sessions(), Notations.wholeNumber(1, 100_000)),
            section.value("frame", defaults.frameBytes(), size),
            section.value("header", defaults.headerBytes(), size),
            section.value(
                "header-fields", defaults.headerFields(), Notations.wholeNumber(100, 100_000)),
            section.value(
                "idle-timeout",
                defaults.idleTimeout(),
                // A mail server is silent while its client sends a body (RFC 5321, section
                // 4.5.3.2).
                Notations.duration(Duration.ofMinutes(5), Duration.ofHours(24))),
            section.value(
                "drain",
                defaults.drain(),
                Notations.duration(Duration.ZERO, Duration.ofMinutes(10))));
    section.finish();
    return limits;
  }

  private static SpfSettings spf(Section section, SpfSettings defaults) {
    SpfSettings spf =
        new SpfSettings(
            section.value("void-lookups", defaults.voidLookups(), Notations.wholeNumber(0, 100)),
            section.value(
                "v4-only-hosts", defaults.v4OnlyHosts(), Notations.word(V4OnlyHosts.class)),
            section.value("max-queries", defaults.maxQueries(), Notations.wholeNumber(10, 1000)));
    section.finish();
    return spf;
  }

  private static DkimSettings dkim(Section section, DkimSettings defaults) {
    DkimSettings dkim =
        new DkimSettings(
            section.value("max-signatures", defaults.maxSignatures(), Notations.wholeNumber(1, 50)),
            section.value(
                // RFC 8301, section 3.2: verifiers must refuse less than 1024 and take up to 4096.
                "min-rsa-bits", defaults.minRsaBits(), Notations.wholeNumber(1024, 4096)),
            section.value(
                "clock-skew",
                defaults.clockSkew(),
                Notations.duration(Duration.ZERO, Duration.ofHours(24))),
            section.value(
                "partial-body", defaults.partialBody(), Notations.word(PartialBody.class)));
    section.finish();
    return dkim;
  }

  private static LogSettings log(Section section, LogSettings defaults) {
    LogSettings log =
        new LogSettings(
            section.value("format", defaults.format(), Notations.word(LogFormat.class)),
            section.value("level", defaults.level(), Notations.word(LogSettings.Level.class)));
    section.finish();
    return log;
  }

  /** A relative one would be another for each directory that somebody starts something in. */
  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text)).filter(Path::isAbsolute);
    } catch (InvalidPathException notOnThisSystem) {
      return Optional.empty();
    }
  }
}
