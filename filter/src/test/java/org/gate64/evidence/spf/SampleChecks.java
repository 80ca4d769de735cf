package org.gate64.evidence.spf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.gate64.net.ClientAddress;

/** Makes up zones, clients and senders, the same ones for the same seed. */
final class SampleChecks {

  private static final List<String> CLIENTS =
      words(
          """
          192.0.2.25 192.0.2.130 203.0.113.77 ::ffff:192.0.2.25
          2001:db8:1:2::25 2001:db8:1:2::130 2001:db8:9::1
          """);

  private static final List<String> SENDERS =
      List.of(
          "joe@example.org",
          "Joe.Bloggs-news+x@example.org",
          "a_b=c/d@sub.example.org",
          "@example.org",
          "joe@my-list.example.org",
          "");

  private static final List<String> HELOS = words("helo.example.org example.org [192.0.2.1]");

  private static final List<String> CLIENT_NAMES =
      words(
          """
          both.test example.org sub.example.org v4.test v6.test far.test
          void1.test void2.test void3.test dead.test
          """);

  private static final List<String> HOSTS =
      words(
          """
          v4.test v4far.test v6.test v6far.test both.test BOTH.test. far.test void1.test void2.test
          dead.test example.org %{d} %{o} sub.%{d2}
          """);

  private static final List<String> EXCHANGERS =
      words(
          """
          example.org sub.example.org mx.test mxhalf.test mxvoid.test mxdead.test mxnull.test
          mx10.test mx11.test void1.test %{d}
          """);

  private static final List<String> POLICY_NAMES =
      words(
          """
          example.org sub.example.org my-list.example.org helo.example.org a.test b.test c.test
          """);

  private static final List<String> TARGETS =
      words(
          """
          example.org sub.example.org a.test b.test c.test d.test dead.test twice.test wrong.test
          sub.%{d2} %{o}
          """);

  private static final List<String> MACROS =
      words(
          """
          %{i} %{ir} %{ir}.%{v} %{i3} %{i2r} %{I} %{l} %{lr-} %{l1r-} %{l2+-} %{l_=} x.%{l/} %{L}
          %{s} %{S} %{o} %{o-} %{d1} %{d2r} %{h} %{h1} %{p} %{p1r} %{v} %{dR} %{i2R-} a%-b a%_b
          a%%b
          """);

  private static final List<String> BROKEN =
      words(
          """
          a: mx: include: exists: ptr: ip4: ip6: - foo foo:bar +-all =all exp redirect redirect=
          exp= redirect:a.test all:x all/8 all. \tall 1x=y x=% x=%{zz} include:%{d}
          include:a.test/24 ip4:192.0.2 ip4:192.0.2.256 ip4:192.0.2.0/33 ip4:192.0.2.0/08
          ip4:192.0.2.0//24 ip4:192.0.02.25 ipv4:192.0.2.25 ip6:2001:db8::/129 ip6:2001:db8::g
          ip6:192.0.2.25 ip6:02001:: ip6:1::2::3 ip6:::ffff:192.0.2.25 ip6:1:2:3:4:5:6:7::
          ip6:::2:3:4:5:6:7:8 ip6:2001:db8:1:2::25/064 a/33 a//129 a/24/64 a///64 a/024 a//064
          mx//00 mx:mx.test/08//64 mx/32//128/ ptr/24 a:both.test/ a:localhost a:192.0.2.25
          a:both.test, a:both.test:25 a:b\u00e4d.test a:both..test a:-both.test a:both.test-
          a:both.1 a:.test exists:v4.test/24 a:%{x}.test a:%{d a:x.%{d a:%d.test a:%{d0}.test
          a:%{c}.test a:%{d!}.test a:%%
          """);

  private static final List<String> MODIFIERS =
      List.of(
          "x=y x=z",
          "x=%{c}",
          "x=%%",
          "X=y",
          "x-1.y_z=%{d}",
          "op=auth",
          "default=pass",
          "exp=why.test",
          "EXP=why.test",
          "exp=dead.test",
          "exp=%{p}.test",
          "exp=why.test exp=why.test",
          "Redirect=a.test",
          "redirect=a.test redirect=b.test");

  private static final List<String> QUALIFIERS = List.of("", "", "", "+", "-", "~", "?");

  private final Random random;

  SampleChecks(long seed) {
    this.random = new Random(seed);
  }

  SampleCheck next() {
    Map<String, String> policies = new TreeMap<>();
    for (String name : POLICY_NAMES) {
      if (chance(90)) {
        policies.put(name, policy());
      }
    }
    String client = any(CLIENTS);
    List<String> names = new ArrayList<>();
    while (chance(60) && names.size() < 5) {
      names.add(any(CLIENT_NAMES));
    }
    ClientAddress address = ClientAddress.parse(client).orElseThrow();
    return new SampleCheck(
        client, any(SENDERS), any(HELOS), new SampleZone(policies, address, names));
  }

  private String policy() {
    List<String> terms = new ArrayList<>();
    if (chance(4)) {
      terms.addAll(Collections.nCopies(7 + random.nextInt(4), "a:far.test"));
    }
    for (int left = random.nextInt(5); left > 0; left--) {
      terms.add(any(QUALIFIERS) + mechanism());
    }
    if (chance(10)) {
      insert(terms, any(BROKEN));
    }
    if (chance(20)) {
      insert(terms, any(MODIFIERS));
    }
    if (chance(15)) {
      insert(terms, "redirect=" + any(TARGETS));
    }
    if (chance(60)) {
      terms.add(any(QUALIFIERS) + (chance(10) ? "ALL" : "all"));
    }
    return (chance(5) ? "V=SPF1 " : "v=spf1 ") + String.join(chance(5) ? "  " : " ", terms);
  }

  private String mechanism() {
    return switch (random.nextInt(8)) {
      case 0 -> "ip4:" + any(words("192.0.2. 198.51.100.")) + random.nextInt(256) + ipv4Length();
      case 1 ->
          "ip6:"
              + any(words("2001:db8:1:2:: 2001:DB8:ffff:: :: ::ffff:192.0.2."))
              + random.nextInt(200)
              + length("/", 128);
      case 2, 3 -> any(words("a A")) + target(HOSTS) + ipv4Length() + length("//", 128);
      case 4 -> "mx" + target(EXCHANGERS) + ipv4Length() + length("//", 128);
      case 5 -> "exists:" + any(MACROS) + (chance(30) ? "." + any(MACROS) : "") + ".list.test";
      case 6 -> chance(50) ? "ptr" + target(HOSTS) : "exists:" + any(HOSTS);
      default -> "include:" + any(TARGETS);
    };
  }

  private String target(List<String> names) {
    return chance(25) ? "" : ":" + any(names);
  }

  private String ipv4Length() {
    return length("/", 32);
  }

  /** A length near either end, or somewhere between, or none. */
  private String length(String slashes, int longest) {
    return chance(60)
        ? ""
        : slashes + any(List.of(0, 1, 24, longest - 1, longest, random.nextInt(longest + 1)));
  }

  private void insert(List<String> terms, String term) {
    terms.add(random.nextInt(terms.size() + 1), term);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("[ \n]+"));
  }
}
