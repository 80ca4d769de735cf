package org.gate64.evidence.dkim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gate64.net.HeaderField;

/** A message's header, from which each signature takes the fields that it covers. */
final class SignedHeader {

  private final List<HeaderField> fields;

  /** Positions, from the top, of the fields of each name in lower case. */
  private final Map<String, List<Integer>> positions = new HashMap<>();

  SignedHeader(List<HeaderField> fields) {
    this.fields = fields;
    for (int i = 0; i < fields.size(); i++) {
      positions.computeIfAbsent(key(fields.get(i).name()), name -> new ArrayList<>()).add(i);
    }
  }

  /**
   * The canonical octets that a signature is over (RFC 6376, section 3.7): the fields that {@code
   * h=} names, each name taking the lowest field that is left (section 5.4.2), then the signature
   * field itself, which {@code h=} never covers (section 3.5), without its {@code b=}.
   */
  byte[] octets(DkimSignature signature) {
    Canonicalization form = signature.headerForm();
    StringBuilder out = new StringBuilder(1024);
    Map<String, Integer> taken = new HashMap<>();
    for (String name : signature.signedFields()) {
      String key = key(name);
      List<Integer> candidates = positions.getOrDefault(key, List.of());
      int next = candidates.size() - 1 - taken.getOrDefault(key, 0);
      if (next >= 0 && candidates.get(next) == signature.position()) {
        taken.merge(key, 1, Integer::sum);
        next--;
      }
      if (next >= 0) {
        taken.merge(key, 1, Integer::sum);
        form.header(fields.get(candidates.get(next)), out);
        out.append("\r\n");
      }
    }
    HeaderField own = fields.get(signature.position());
    form.header(new HeaderField(own.name(), withoutSignature(own.value())), out);
    return out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Takes the value of {@code b=} out, with all the white space around it (section 3.7). */
  static String withoutSignature(String value) {
    int start = 0;
    while (start < value.length()) {
      int semicolon = value.indexOf(';', start);
      int end = semicolon < 0 ? value.length() : semicolon;
      int equals = value.indexOf('=', start);
      if (equals >= 0
          && equals < end
          && TagList.withoutSpace(value.substring(start, equals)).equals("b")) {
        return value.substring(0, equals + 1) + value.substring(end);
      }
      start = end + 1;
    }
    return value;
  }

  private static String key(String name) {
    StringBuilder key = new StringBuilder(name.length());
    RelaxedHeader.appendName(name, key);
    return key.toString();
  }
}
