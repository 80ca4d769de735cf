package org.gate64.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gate64.Conformance;
import org.gate64.ScriptPeer;
import org.gate64.evidence.Evidence;
import org.gate64.reporting.SampleResults.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Has Authentication-Results read by authres (Debian package python3-authres), an independent
 * parser of the field: nothing is read but what was meant.
 */
@Timeout(120)
class AuthresTest {

  private static final int FIELDS = 500;
  private static final String ID = "mx.example.net";

  /** RFC 2045, section 5.1. Other values are quoted, but for plain mailboxes. */
  private static final String TOKEN = "[!#$%&'*+.0-9A-Z^_`a-z{|}~-]+";

  private int results;
  private int lost;

  @Test
  void whatIsReadIsWhatWasMeant() throws IOException, InterruptedException {
    SampleResults samples = new SampleResults(8601);
    try (ScriptPeer authres =
        ScriptPeer.start(
            AuthresTest.class, "authres_peer.py", "authres.dkim_b", "python3-authres")) {
      for (int i = 0; i < FIELDS; i++) {
        compare(authres, samples.next());
      }
    }
    Conformance.record("results-1-authres", "A-R", "authres", results - lost, results, lost);
    assertThat(results).isGreaterThan(4 * FIELDS);
    assertThat(lost).isBetween(1, results / 4);
  }

  private void compare(ScriptPeer authres, Evidence evidence) {
    String value = AuthenticationResults.value(ID, Samples.IPV6, evidence);
    String[] words = authres.ask(ScriptPeer.word(value.replace("\n\t", " "))).split(" ", -1);

    assertThat(words[0]).as(value).isEqualTo(ID);
    List<Told> read = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      read.add(result(words[i]));
    }
    List<Told> meant =
        SampleResults.told(Samples.IPV6.toString(), evidence).stream()
            .map(AuthresTest::visible)
            .toList();
    assertThat(read).as(value).isEqualTo(meant.stream().map(AuthresTest::asAuthresReads).toList());
    results += read.size();
    lost += (int) meant.stream().filter(told -> !told.equals(asAuthresReads(told))).count();
  }

  private static Told result(String word) {
    Iterator<String> parts = List.of(word.split(",", -1)).iterator();
    String method = parts.next();
    String result = parts.next();
    Map<String, String> properties = new LinkedHashMap<>();
    while (parts.hasNext()) {
      properties.put(parts.next(), ScriptPeer.octets(parts.next()));
    }
    return new Told(method, result, properties);
  }

  /** What cannot stand in a field is told as a question mark. */
  private static Told visible(Told told) {
    Map<String, String> properties = new LinkedHashMap<>();
    told.properties()
        .forEach((name, value) -> properties.put(name, value.replaceAll("[^ -~]|[\"\\\\;]", "?")));
    return new Told(told.method(), told.result(), properties);
  }

  /** authres overlooks a value in quotes that another property follows. */
  private static Told asAuthresReads(Told told) {
    Map<String, String> properties = new LinkedHashMap<>();
    Iterator<Map.Entry<String, String>> entries = told.properties().entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, String> entry = entries.next();
      if (!entries.hasNext() || entry.getValue().matches(TOKEN)) {
        properties.put(entry.getKey(), entry.getValue());
      }
    }
    return new Told(told.method(), told.result(), properties);
  }
}
