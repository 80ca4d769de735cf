package org.gate64.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One block of the file. Each key is read once, by the notation it is written in; whatever is wrong
 * is noted, and the value that would hold without the key stands in, so that reading goes on. Keys
 * that nobody has read by the time of {@link #finish} are unknown.
 */
final class Section {

  private final ConfigObject values;
  private final String path;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> wrong = new HashSet<>();
  private final Set<String> knownEverywhere;

  private Section(
      ConfigObject values, String path, Problems problems, Set<String> knownEverywhere) {
    this.values = values;
    this.path = path;
    this.problems = problems;
    this.knownEverywhere = knownEverywhere;
  }

  /**
   * The whole file.
   *
   * @param knownEverywhere takes the full name of every key that is read, here and below
   */
  static Section root(ConfigObject values, Problems problems, Set<String> knownEverywhere) {
    return new Section(values, "", problems, knownEverywhere);
  }

  boolean has(String key) {
    return claim(key).isPresent();
  }

  /** The block of this key; an empty one where there is none. */
  Section section(String key) {
    Optional<ConfigValue> value = claim(key);
    if (value.isPresent() && value.get() instanceof ConfigObject block) {
      return new Section(block, pathOf(key), problems, knownEverywhere);
    }
    value.ifPresent(other -> reject(other, pathOf(key), "a block { ... }"));
    ConfigObject empty = ConfigValueFactory.fromMap(Map.of());
    return new Section(empty, pathOf(key), problems, knownEverywhere);
  }

  /** The blocks of a list. */
  List<Section> sections(String key) {
    List<Section> blocks = new ArrayList<>();
    List<ConfigValue> elements = elements(key);
    for (int i = 0; i < elements.size(); i++) {
      String elementPath = pathOf(key) + "[" + i + "]";
      if (elements.get(i) instanceof ConfigObject block) {
        blocks.add(new Section(block, elementPath, problems, knownEverywhere));
      } else {
        reject(elements.get(i), elementPath, "a block { ... }");
      }
    }
    return blocks;
  }

  <T> T value(String key, T fallback, Notation<T> notation) {
    Optional<ConfigValue> given = claim(key);
    Optional<T> value = given.flatMap(it -> read(it, pathOf(key), notation));
    if (given.isPresent() && value.isEmpty()) {
      wrong.add(key);
    }
    return value.orElse(fallback);
  }

  /** A value that must be there; empty once the lack, or what is wrong, has been noted. */
  <T> Optional<T> required(String key, Notation<T> notation) {
    Optional<ConfigValue> value = claim(key);
    if (value.isEmpty()) {
      problems.add(values.origin(), pathOf(key), "is missing: expected " + notation.expected());
    }
    return value.flatMap(given -> read(given, pathOf(key), notation));
  }

  /** A value that the empty text switches off. */
  <T> Optional<T> optional(String key, Optional<T> fallback, Notation<T> notation) {
    Optional<ConfigValue> value = claim(key);
    if (value.isEmpty()) {
      return fallback;
    }
    if ("".equals(value.get().unwrapped())) {
      return Optional.empty();
    }
    String expected = notation.expected() + ", or \"\" for none";
    return read(value.get(), pathOf(key), new Notation<>(expected, notation.reader()));
  }

  /** A list without duplicates; a single value is a list of one. */
  <T> List<T> list(String key, List<T> fallback, Notation<T> notation) {
    if (!has(key)) {
      return fallback;
    }
    Set<T> list = new LinkedHashSet<>();
    for (ConfigValue element : elements(key)) {
      Optional<T> value = read(element, pathOf(key), notation);
      if (value.isPresent() && !list.add(value.get())) {
        problems.add(element.origin(), pathOf(key), value.get() + " stands in the list twice");
      }
    }
    return List.copyOf(list);
  }

  /** A list that must hold something where it is given. */
  <T> List<T> nonEmptyList(String key, List<T> fallback, Notation<T> notation) {
    if (has(key) && elements(key).isEmpty()) {
      problem(key, "is empty: expected " + notation.expected());
    }
    return list(key, fallback, notation);
  }

  /** Whether the key holds a block rather than a plain value. */
  boolean isBlock(String key) {
    return values.get(key) instanceof ConfigObject;
  }

  /** Notes a problem with the value of a key, or with the block itself where the key is not set. */
  void problem(String key, String message) {
    ConfigValue value = values.get(key);
    ConfigOrigin origin = value == null ? values.origin() : value.origin();
    problems.add(origin, pathOf(key), message);
  }

  /** Notes a value that is less than one that it may not be less than. */
  <T extends Comparable<T>> void notBelow(String key, T value, String otherKey, T other) {
    boolean sound = !wrong.contains(key) && !wrong.contains(otherKey);
    if (sound && value.compareTo(other) < 0) {
      problem(has(key) ? key : otherKey, key + " must not be less than " + otherKey);
    }
  }

  /** Whether no problem has been noted so far, in this block or before it. */
  boolean isSound() {
    return problems.count() == 0;
  }

  /** Notes the keys that nobody has asked for. */
  void finish() {
    values.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            String hint =
                Spelling.closest(key, known).map(it -> "; did you mean " + it + "?").orElse("");
            problems.add(value.origin(), pathOf(key), "is no key of gate64" + hint);
          }
        });
  }

  private Optional<ConfigValue> claim(String key) {
    known.add(key);
    knownEverywhere.add(pathOf(key));
    return Optional.ofNullable(values.get(key));
  }

  private List<ConfigValue> elements(String key) {
    return claim(key)
        .map(value -> value instanceof ConfigList list ? List.copyOf(list) : List.of(value))
        .orElse(List.of());
  }

  private <T> Optional<T> read(ConfigValue value, String at, Notation<T> notation) {
    Optional<T> read =
        switch (value.valueType()) {
          // The text as it was written: 0660 is not 660.
          case STRING, NUMBER, BOOLEAN -> notation.read(value.atKey("value").getString("value"));
          case OBJECT, LIST, NULL -> Optional.empty();
        };
    if (read.isEmpty()) {
      reject(value, at, notation.expected());
    }
    return read;
  }

  private void reject(ConfigValue value, String at, String expected) {
    String found =
        switch (value.valueType()) {
          case STRING, NUMBER, BOOLEAN ->
              '"' + Problems.printable(value.atKey("value").getString("value")) + '"';
          case OBJECT -> "a block";
          case LIST -> "a list";
          case NULL -> "null";
        };
    problems.add(value.origin(), at, "expected " + expected + ", found " + found);
  }

  private String pathOf(String key) {
    String name = Problems.printable(ConfigUtil.joinPath(key));
    return path.isEmpty() ? name : path + "." + name;
  }
}
