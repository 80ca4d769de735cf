package org.gate64.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gate64.net.DomainName;
import org.gate64.net.SocketAddresses;
import org.gate64.reputation.ClusterSettings;
import org.gate64.reputation.ClusterSettings.Bounds;
import org.gate64.reputation.ClusterSettings.Discovery;
import org.gate64.reputation.ClusterSettings.Exposure;
import org.gate64.reputation.ClusterSettings.Timing;
import org.gate64.reputation.Peer;

/** Reads how several gate64 share one memory. */
final class ClusterReader {

  static final String USUAL_NAME = "gate64";
  static final Duration USUAL_PATIENCE = Duration.ofMillis(20);
  static final String USUAL_NAMESPACE = "default";

  private static final Notation<String> NAME =
      Notations.matching(Pattern.compile("[!-~]{1,64}"), "1 to 64 visible ASCII characters");
  private static final Notation<InetSocketAddress> BIND =
      new Notation<>(
          "an address of this host with a port, like 10.0.0.1:5701 or [fd00::1]:5701",
          text -> SocketAddresses.parse(text, 0).filter(address -> address.getPort() > 0));
  private static final Notation<Peer> MEMBER =
      new Notation<>("a host with its port, like 10.0.0.2:5701 or mx2.internal:5701", Peer::parse);
  private static final Notation<DomainName> HOST =
      new Notation<>("a domain name", DomainName::parse);
  private static final Notation<String> LABEL =
      Notations.matching(
          Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"), "a name that Kubernetes allows");

  private ClusterReader() {}

  /**
   * The settings; empty where there is to be no cluster, or once a problem has been noted.
   *
   * @param entries how many records a member keeps
   */
  static Optional<ClusterSettings> read(Section section, int entries) {
    boolean enabled = section.value("enabled", false, Notations.yesOrNo());
    String name = section.value("name", USUAL_NAME, NAME);
    Optional<InetSocketAddress> bind = section.optional("bind", Optional.empty(), BIND);
    List<Discovery> ways = ways(section);
    Exposure exposure =
        section.value("protected", false, Notations.yesOrNo())
            ? Exposure.PROTECTED
            : Exposure.PRIVATE;
    Duration patience =
        section.value(
            "patience",
            USUAL_PATIENCE,
            Notations.duration(Duration.ofMillis(1), Duration.ofSeconds(1)));
    section.finish();
    if (!enabled) {
      return Optional.empty();
    }
    if (bind.isEmpty()) {
      section.problem("bind", "is missing: expected " + BIND.expected());
    }
    if (ways.size() != 1) {
      section.problem(
          "members", "exactly one of members, dns and kubernetes tells where the others are");
    }
    return bind.isPresent() && ways.size() == 1
        ? settings(section, name, bind.get(), ways.get(0), exposure, patience, entries)
        : Optional.empty();
  }

  private static Optional<ClusterSettings> settings(
      Section section,
      String name,
      InetSocketAddress bind,
      Discovery discovery,
      Exposure exposure,
      Duration patience,
      int entries) {
    Bounds usual = Bounds.usual();
    Bounds bounds = new Bounds(entries, usual.near(), usual.waiting(), usual.idle());
    try {
      return Optional.of(
          new ClusterSettings(name, bind, discovery, exposure, patience, bounds, Timing.usual()));
    } catch (IllegalArgumentException unsafe) {
      section.problem(
          "bind",
          unsafe.getMessage() + " (set protected = true where no stranger can reach the cluster)");
      return Optional.empty();
    }
  }

  private static List<Discovery> ways(Section section) {
    List<Discovery> ways = new ArrayList<>();
    List<Peer> members = section.list("members", List.of(), MEMBER);
    if (!members.isEmpty()) {
      ways.add(new Discovery.Fixed(members));
    }
    section
        .optional("dns", Optional.empty(), HOST)
        .ifPresent(host -> ways.add(new Discovery.Dns(host)));
    Section kubernetes = section.section("kubernetes");
    Optional<String> service = kubernetes.optional("service", Optional.empty(), LABEL);
    String namespace = kubernetes.value("namespace", USUAL_NAMESPACE, LABEL);
    kubernetes.finish();
    service.ifPresent(label -> ways.add(new Discovery.Kubernetes(namespace, label)));
    return ways;
  }
}
