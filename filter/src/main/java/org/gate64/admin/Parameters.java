package org.gate64.admin;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names and values of a query or a form. None is there twice, for which would count? */
public record Parameters(Map<String, String> values) {

  private static final int MOST = 16;
  private static final int LONGEST_FORM = 16 << 10;

  public Parameters {
    values = Map.copyOf(values);
  }

  /** The value of that name; empty where it was not given. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * Reads a form ({@code application/x-www-form-urlencoded}), waiting for its end.
   *
   * @throws RefusedException where it is larger than 16 KiB, or no form
   */
  public static Parameters ofForm(InputStream body) throws IOException {
    byte[] octets = body.readNBytes(LONGEST_FORM + 1);
    if (octets.length > LONGEST_FORM) {
      throw RefusedException.tooLarge(LONGEST_FORM);
    }
    return parse(new String(octets, StandardCharsets.ISO_8859_1))
        .orElseThrow(() -> RefusedException.of(400, "The form is malformed."));
  }

  /** Those of a request's target. */
  static Optional<Parameters> ofTarget(String target) {
    int query = target.indexOf('?');
    return query < 0 ? Optional.of(new Parameters(Map.of())) : parse(target.substring(query + 1));
  }

  /** Empty where the text is malformed, a name comes twice, or there are too many. */
  private static Optional<Parameters> parse(String text) {
    Map<String, List<String>> decoded;
    try {
      decoded =
          new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MOST + 1, true).parameters();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, List<String>> each : decoded.entrySet()) {
      if (each.getValue().size() > 1) {
        return Optional.empty();
      }
      values.put(each.getKey(), each.getValue().get(0));
    }
    return values.size() > MOST ? Optional.empty() : Optional.of(new Parameters(values));
  }
}
