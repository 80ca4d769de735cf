package org.gate64.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * How one kind of value is written.
 *
 * @param expected what is expected, to follow the word "expected"
 * @param reader the value of a text; empty where the text is not of this notation
 */
record Notation<T>(String expected, Function<String, Optional<T>> reader) {

  Optional<T> read(String text) {
    return reader.apply(text);
  }
}
