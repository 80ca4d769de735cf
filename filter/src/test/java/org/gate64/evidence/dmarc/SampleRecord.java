package org.gate64.evidence.dmarc;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A record of a {@link SampleTree}. */
record SampleRecord(Map<String, String> tags) {

  private static final List<String> POLICIES = List.of("none", "quarantine", "reject");

  static SampleRecord of(String text) {
    return new SampleRecord(
        Stream.of(text.split(";"))
            .map(tag -> tag.strip().toLowerCase(Locale.ROOT).split("=", 2))
            .filter(tag -> tag.length == 2)
            .collect(Collectors.toUnmodifiableMap(tag -> tag[0], tag -> tag[1])));
  }

  Optional<String> tag(String name) {
    return Optional.ofNullable(tags.get(name));
  }

  boolean has(String name) {
    return tags.containsKey(name);
  }

  boolean has(String name, String value) {
    return value.equals(tags.get(name));
  }

  /** Whether it asks for anything that is known. */
  boolean isValid() {
    return tag("p").filter(POLICIES::contains).isPresent();
  }

  /** The policy for the domain itself, by the RFC; {@code -} where DMARC does not apply. */
  String ofItself() {
    if (!isValid()) {
      return has("rua") ? "none" : "-";
    }
    return applicable(tags.getOrDefault("p", ""));
  }

  /** The policies for domains below, by the RFC: of those that exist, and of those that do not. */
  Set<String> ofOthers() {
    if (!isValid()) {
      return Set.of(ofItself());
    }
    String existing = tag("sp").or(() -> tag("p")).orElseThrow();
    return Stream.of(existing, tags.getOrDefault("np", existing))
        .map(this::applicable)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What a test leaves of a policy. */
  private String applicable(String policy) {
    return has("t", "y") ? milder(policy) : policy;
  }

  /** One step less. */
  static String milder(String policy) {
    return POLICIES.get(Math.max(0, POLICIES.indexOf(policy) - 1));
  }
}
