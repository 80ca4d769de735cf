package org.gate64.config;

import com.typesafe.config.ConfigUtil;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gate64.dns.DnsSettings;
import org.gate64.evidence.dkim.DkimSettings;
import org.gate64.net.ListenAddress;
import org.gate64.net.Network;
import org.gate64.net.SocketAddresses;
import org.gate64.policy.Finding;
import org.gate64.policy.Rule;
import org.gate64.policy.RuleSet;
import org.gate64.reputation.ClusterSettings;
import org.gate64.reputation.ReputationSettings;
import org.gate64.reputation.ScoreSettings;
import org.gate64.reputation.Standing.State;

/** Writes a configuration with every key, so that reading the text gives the same one again. */
public final class EffectiveConfiguration {

  private final StringBuilder text = new StringBuilder();

  private EffectiveConfiguration() {}

  /** HOCON, with the keys in the order of {@code conf/gate64.conf}. */
  public static String render(Configuration configuration) {
    EffectiveConfiguration effective = new EffectiveConfiguration();
    effective.add(configuration);
    return effective.text.toString();
  }

  private void add(Configuration it) {
    line("listen", list(it.listen()));
    line("socket-mode", quoted(SocketMode.format(it.socketMode())));
    line("socket-group", quoted(it.socketGroup().orElse("")));
    line("authserv-id", quoted(it.authservId().orElse("")));
    line(
        "trusted-networks",
        list(it.trustedNetworks().stream().map(Network::toString).sorted().toList()));
    line("state-dir", quoted(it.stateDir().map(Path::toString).orElse("")));
    block("network", () -> add(it.network()));
    block("limits", () -> add(it.limits()));
    block("dns", () -> add(it.dns()));
    block("spf", () -> add(it.spf()));
    block("dkim", () -> add(it.dkim()));
    block("policy", () -> add(it.policy()));
    block("reputation", () -> add(it.reputation()));
    block("cluster", () -> add(it.cluster()));
    block("headers", () -> add(it.headers()));
    block("admin", () -> add(it.admin()));
    block("log", () -> add(it.log()));
  }

  private void add(NetworkSettings it) {
    line("  ipv6-prefix", it.ipv6Prefix());
    line("  ipv4-prefix", it.ipv4Prefix());
  }

  private void add(LimitSettings it) {
    line("  sessions", it.sessions());
    line("  frame", Notations.shownSize(it.frameBytes()));
    line("  header", Notations.shownSize(it.headerBytes()));
    line("  header-fields", it.headerFields());
    line("  idle-timeout", Notations.shown(it.idleTimeout()));
    line("  drain", Notations.shown(it.drain()));
  }

  private void add(DnsSettings it) {
    line("  servers", list(it.servers().stream().map(SocketAddresses::format).toList()));
    line("  timeout", Notations.shown(it.timeout()));
    line("  deadline", Notations.shown(it.deadline()));
    line("  attempts", it.attempts());
    line("  in-flight", it.maxInFlight());
    line("  cache-entries", it.cacheEntries());
    line("  min-ttl", Notations.shown(it.minTtl()));
    line("  max-ttl", Notations.shown(it.maxTtl()));
    line("  max-negative-ttl", Notations.shown(it.maxNegativeTtl()));
    line("  failure-ttl", Notations.shown(it.failureTtl()));
    line(
        "  health",
        "{ failing-percent = "
            + it.health().failingPercent()
            + ", min-zones = "
            + it.health().minZones()
            + " }");
  }

  private void add(SpfSettings it) {
    line("  void-lookups", it.voidLookups());
    line("  v4-only-hosts", Notations.word(it.v4OnlyHosts()));
    line("  max-queries", it.maxQueries());
  }

  private void add(DkimSettings it) {
    line("  max-signatures", it.maxSignatures());
    line("  min-rsa-bits", it.minRsaBits());
    line("  clock-skew", Notations.shown(it.clockSkew()));
    line("  partial-body", Notations.word(it.partialBody()));
  }

  private void add(PolicySettings it) {
    line("  ipv6", "{ " + rules(it.ipv6()) + " }");
    line("  ipv4", "{ " + rules(it.ipv4()) + " }");
    line("  alignment", Notations.word(it.ipv6().alignment()));
    line("  steer.attempts", it.steering().attempts());
    line("  steer.window", Notations.shown(it.steering().window()));
    line("  steer.interval", Notations.shown(it.steering().interval()));
    if (it.networks().isEmpty()) {
      line("  networks", "[]");
      return;
    }
    text.append("  networks = [\n");
    it.networks()
        .forEach(
            (network, rules) ->
                text.append("    { match = ")
                    .append(quoted(network.toString()))
                    .append(", ")
                    .append(rules(rules))
                    .append(", alignment = ")
                    .append(Notations.word(rules.alignment()))
                    .append(" }\n"));
    text.append("  ]\n");
  }

  private void add(MemorySettings it) {
    line("  enabled", it.use() == MemorySettings.Use.ON);
    line("  half-life", Notations.shown(it.decay().longHalfLife()));
    line("  short-half-life", Notations.shown(it.decay().shortHalfLife()));
    line("  bad-below", it.score().badBelow());
    line("  good-above", it.score().goodAbove());
    line("  informed-from", it.score().informedFrom());
    ScoreSettings.Priors priors = it.score().priors();
    line("  priors.ipv6-32", priors.slash32());
    line("  priors.ipv6-48", priors.slash48());
    line("  priors.ipv6-56", priors.slash56());
    line("  priors.ipv4-24", priors.slash24());
    line("  priors.long", priors.longMemory());
    line("  priors.short", priors.shortMemory());
    ReputationSettings weighing = it.weighing();
    new TreeMap<>(weighing.weights())
        .forEach((cause, weight) -> line("  weights." + cause.keyword(), weight));
    for (State state : State.values()) {
      line("  hourly." + state.keyword(), weighing.hourly().getOrDefault(state, 0));
    }
    line("  probation", weighing.probation());
    line("  shared-from", weighing.sharedFrom());
    line("  shared-within", Notations.shown(weighing.sharedWithin()));
    line("  feedback.within", Notations.shown(it.feedback().within()));
    line("  feedback.reporter", it.feedback().reporter());
    line("  feedback.entries", it.feedback().entries());
    line("  traps", list(it.traps().stream().sorted().toList()));
    line("  content-filter", ContentFilterReader.text(it.contentFilter()));
    line("  entries", it.entries());
    line("  snapshot-interval", Notations.shown(it.snapshotInterval()));
  }

  private void add(Optional<ClusterSettings> it) {
    ClusterText cluster = new ClusterText(it);
    cluster.values().forEach((key, value) -> line("  " + key, value));
  }

  private void add(HeaderSettings it) {
    line("  verdict", quoted(it.verdict()));
    line("  authentication-results", it.authenticationResults());
    line("  mark", quoted(it.mark().map(mark -> mark.name() + ": " + mark.value()).orElse("")));
  }

  private void add(AdminSettings it) {
    line("  listen", quoted(it.listen().map(ListenAddress::toString).orElse("")));
    line("  names", list(it.names().stream().sorted().toList()));
  }

  private void add(LogSettings it) {
    line("  format", Notations.word(it.format()));
    line("  level", Notations.word(it.level()));
  }

  private void block(String name, Runnable content) {
    text.append(name).append(" {\n");
    content.run();
    text.append("}\n");
  }

  private void line(String key, Object value) {
    text.append(key).append(" = ").append(value).append('\n');
  }

  private static String rules(RuleSet rules) {
    Map<Finding, Rule> inOrder = new EnumMap<>(Finding.class);
    inOrder.putAll(rules.on());
    String on =
        inOrder.entrySet().stream()
            .map(entry -> entry.getKey().keyword() + " = " + rule(entry.getValue()))
            .collect(Collectors.joining(", "));
    return "strictness = "
        + rules.strictness().keyword()
        + ", on {"
        + (on.isEmpty() ? "" : " " + on + " ")
        + "}";
  }

  private static String rule(Rule rule) {
    if (rule.equals(Rule.always(rule.action()))) {
      return rule.action().keyword();
    }
    Optional<String> until = rule.until().map(day -> ", until = " + quoted(day.toString()));
    return "{ action = "
        + rule.action().keyword()
        + ", percent = "
        + rule.percent()
        + until.orElse("")
        + " }";
  }

  private static String list(Collection<?> values) {
    return values.stream()
        .map(value -> quoted(value.toString()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String value) {
    return ConfigUtil.quoteString(value);
  }
}
