package org.gate64.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The notations that are not peculiar to one key. */
final class Notations {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,9}");

  /** Short enough that nothing overflows, whatever the unit. */
  private static final Pattern QUANTITY = Pattern.compile("\\d{1,9}(\\.\\d{1,3})?\\s*[A-Za-z]+");

  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,6})?");

  private Notations() {}

  static Notation<Integer> wholeNumber(int least, int most) {
    return new Notation<>(
        "a whole number from " + least + " to " + most,
        text ->
            Optional.of(text)
                .filter(number -> WHOLE_NUMBER.matcher(number).matches())
                .map(Integer::valueOf)
                .filter(number -> number >= least && number <= most));
  }

  static Notation<Double> decimal(int least, int most) {
    return new Notation<>(
        "a number from " + least + " to " + most,
        text ->
            Optional.of(text)
                .filter(number -> DECIMAL.matcher(number).matches())
                .map(Double::valueOf)
                .filter(number -> number >= least && number <= most));
  }

  /** A duration with its unit: a bare number would be milliseconds to HOCON, seconds to people. */
  static Notation<Duration> duration(Duration least, Duration most) {
    return new Notation<>(
        "a duration from " + shown(least) + " to " + shown(most) + " with its unit, like 30s or 5m",
        text ->
            quantity(text, value -> value.getDuration("value"))
                .filter(duration -> duration.compareTo(least) >= 0)
                .filter(duration -> duration.compareTo(most) <= 0));
  }

  /** A number of bytes with its unit. */
  static Notation<Integer> size(int least, int most) {
    return new Notation<>(
        "a size from " + shownSize(least) + " to " + shownSize(most) + " with its unit, like 1MiB",
        text ->
            quantity(text, value -> value.getBytes("value"))
                .filter(bytes -> bytes >= least && bytes <= most)
                .map(Long::intValue));
  }

  static Notation<Boolean> yesOrNo() {
    return new Notation<>(
        "true or false",
        text ->
            switch (text) {
              case "true", "yes", "on" -> Optional.of(true);
              case "false", "no", "off" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /** One of the constants, each written as {@link #word} says. */
  static <E extends Enum<E>> Notation<E> word(Class<E> type) {
    E[] constants = type.getEnumConstants();
    return new Notation<>(
        Arrays.stream(constants)
            .map(Notations::word)
            .collect(Collectors.joining(", ", "one of ", "")),
        text -> Arrays.stream(constants).filter(one -> word(one).equals(text)).findFirst());
  }

  static Notation<LocalDate> date() {
    return new Notation<>(
        "a date like 2027-03-31",
        text -> {
          try {
            return Optional.of(LocalDate.parse(text));
          } catch (DateTimeException noDate) {
            return Optional.empty();
          }
        });
  }

  /** A text that matches as a whole. */
  static Notation<String> matching(Pattern pattern, String expected) {
    return new Notation<>(
        expected, text -> Optional.of(text).filter(whole -> pattern.matcher(whole).matches()));
  }

  /** The word for a constant: {@code MAX_TTL} is {@code max-ttl}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A duration as {@link #duration} reads it, in the largest unit that leaves no rest. */
  static String shown(Duration duration) {
    long millis = duration.toMillis();
    if (!duration.equals(Duration.ofMillis(millis))) {
      return duration.toNanos() + "ns";
    }
    if (millis % 1000 != 0 || millis == 0) {
      return millis == 0 ? "0s" : millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds % 60 != 0) {
      return seconds + "s";
    }
    return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
  }

  /** A size as {@link #size} reads it, in the largest unit that leaves no rest. */
  static String shownSize(int bytes) {
    if (bytes % (1 << 20) == 0) {
      return (bytes >> 20) + "MiB";
    }
    return bytes % (1 << 10) == 0 ? (bytes >> 10) + "KiB" : bytes + "B";
  }

  private static <T> Optional<T> quantity(String text, Function<Config, T> reader) {
    if (!QUANTITY.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(ConfigValueFactory.fromAnyRef(text).atKey("value")));
    } catch (ConfigException unknownUnit) {
      return Optional.empty();
    }
  }
}
