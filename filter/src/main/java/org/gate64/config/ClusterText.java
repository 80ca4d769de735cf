package org.gate64.config;

import com.typesafe.config.ConfigUtil;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gate64.net.DomainName;
import org.gate64.net.SocketAddresses;
import org.gate64.reputation.ClusterSettings;
import org.gate64.reputation.ClusterSettings.Discovery;
import org.gate64.reputation.ClusterSettings.Exposure;

/** What {@link ClusterReader} reads, as it is written. */
record ClusterText(Optional<ClusterSettings> settings) {

  /** Values by their keys. */
  Map<String, String> values() {
    Optional<Discovery> discovery = settings.map(ClusterSettings::discovery);
    Map<String, String> values = new LinkedHashMap<>();
    values.put("enabled", Boolean.toString(settings.isPresent()));
    values.put(
        "name", quoted(settings.map(ClusterSettings::name).orElse(ClusterReader.USUAL_NAME)));
    values.put(
        "bind",
        quoted(settings.map(ClusterSettings::bind).map(SocketAddresses::format).orElse("")));
    values.put("members", members(discovery));
    values.put("dns", quoted(dns(discovery)));
    values.put("kubernetes", kubernetes(discovery));
    boolean isProtected =
        settings.filter(given -> given.exposure() == Exposure.PROTECTED).isPresent();
    values.put("protected", Boolean.toString(isProtected));
    Duration patience =
        settings.map(ClusterSettings::patience).orElse(ClusterReader.USUAL_PATIENCE);
    values.put("patience", Notations.shown(patience));
    return values;
  }

  private static String members(Optional<Discovery> discovery) {
    return discovery
        .filter(Discovery.Fixed.class::isInstance)
        .map(Discovery.Fixed.class::cast)
        .map(
            fixed ->
                fixed.members().stream()
                    .map(member -> quoted(member.toString()))
                    .collect(Collectors.joining(", ", "[", "]")))
        .orElse("[]");
  }

  private static String dns(Optional<Discovery> discovery) {
    return discovery
        .filter(Discovery.Dns.class::isInstance)
        .map(Discovery.Dns.class::cast)
        .map(Discovery.Dns::name)
        .map(DomainName::toString)
        .orElse("");
  }

  private static String kubernetes(Optional<Discovery> discovery) {
    Optional<Discovery.Kubernetes> pods =
        discovery
            .filter(Discovery.Kubernetes.class::isInstance)
            .map(Discovery.Kubernetes.class::cast);
    String namespace =
        pods.map(Discovery.Kubernetes::namespace).orElse(ClusterReader.USUAL_NAMESPACE);
    String service = pods.map(Discovery.Kubernetes::service).orElse("");
    return "{ namespace = " + quoted(namespace) + ", service = " + quoted(service) + " }";
  }

  private static String quoted(String value) {
    return ConfigUtil.quoteString(value);
  }
}
