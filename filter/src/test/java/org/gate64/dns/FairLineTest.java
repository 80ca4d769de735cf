package org.gate64.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens in whatever order: its bounds hold, no place stays idle, nothing is lost. */
class FairLineTest {

  private static final int MOST = 40;
  private static final int LONGEST = 200;
  private static final int OF_ZONE = 10;
  private static final int STEPS = 3_000;
  private static final int PATIENCE = 100;
  private static final DnsAnswer ANSWER = BoundedDnsFixture.ANSWER;
  private static final DnsAnswer LATE =
      new DnsAnswer.Failure(DnsAnswer.FailureReason.OVERLOAD, "late");

  private record Wish(DnsQuestion question, Payer payer) {
    String zone() {
      String name = question.name().toString();
      return name.substring(name.indexOf('.') + 1);
    }
  }

  private final FairLine line = new FairLine(MOST, LONGEST);
  private final List<Waiting> underWay = new ArrayList<>();
  private final Map<Wish, Waiting> waiting = new HashMap<>();
  private final Set<Waiting> all = new HashSet<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void holdsItsBoundsAndLosesNobody(long seed) {
    Random random = new Random(seed);
    for (int now = 0; now < STEPS; now++) {
      // Sometimes more comes in than goes out, and sometimes less.
      boolean rush = now / 300 % 2 == 0;
      if (random.nextInt(10) < (rush ? 7 : 3)) {
        come(wish(random), now);
      } else if (!underWay.isEmpty()) {
        end(underWay.remove(random.nextInt(underWay.size())));
      }
      sendAway(now);
      letIn();
      assertNoPlaceIsIdle();
    }
    while (!underWay.isEmpty()) {
      end(underWay.remove(0));
      letIn();
    }

    assertThat(waiting).isEmpty();
    assertThat(all).allSatisfy(wanted -> assertThat(wanted.answer()).isDone());
    assertThat(line.isEmpty()).isTrue();
  }

  @Test
  void whoIsSentAwayDoesNotTakeThoseAlongWhoWaitForTheSame() {
    DnsQuestion question = BoundedDnsFixture.question("popular.example");
    Waiting first = line.add(question, Payers.number(1), 10).orElseThrow();
    Waiting second = line.add(question, Payers.number(2), 20).orElseThrow();

    assertThat(line.late(15)).contains(first);
    assertThat(line.late(15)).isEmpty();
    assertThat(line.next()).contains(second);
  }

  /** Few payers ask much, many ask little; and some names are asked for by all. */
  private static Wish wish(Random random) {
    int payer = random.nextBoolean() ? random.nextInt(3) : random.nextInt(60);
    int zone = random.nextBoolean() ? random.nextInt(3) : random.nextInt(60);
    String name = "n" + random.nextInt(random.nextBoolean() ? 3 : 300) + ".z" + zone + ".example";
    return new Wish(BoundedDnsFixture.question(name), Payers.number(payer));
  }

  private void come(Wish wish, int now) {
    Optional<Waiting> added = line.add(wish.question(), wish.payer(), now + PATIENCE);
    if (added.isEmpty() || underWay.contains(added.get())) {
      return;
    }
    all.add(added.get());
    waiting.putIfAbsent(wish, added.get());
    assertThat(added).contains(waiting.get(wish));
    assertThat(waiting).hasSizeLessThanOrEqualTo(LONGEST);
  }

  private void end(Waiting done) {
    done.answer().complete(ANSWER);
    line.ended(done);
  }

  private void sendAway(int now) {
    for (Optional<Waiting> late = line.late(now); late.isPresent(); late = line.late(now)) {
      Waiting sent = late.get();
      assertThat(waiting.values().remove(sent)).isTrue();
      sent.answer().complete(LATE);
    }
  }

  private void letIn() {
    for (Optional<Waiting> next = line.next(); next.isPresent(); next = line.next()) {
      Waiting begun = next.get();
      Wish wish = new Wish(begun.question(), begun.payer());
      assertThat(mayGo(wish)).as("%s may go", wish).isTrue();
      assertThat(waiting.remove(wish)).isSameAs(begun);
      waiting.keySet().removeIf(other -> other.question().equals(wish.question()));
      underWay.add(begun);
    }
  }

  private void assertNoPlaceIsIdle() {
    assertThat(waiting.keySet()).noneMatch(this::mayGo);
  }

  private boolean mayGo(Wish wish) {
    List<Wish> going =
        underWay.stream().map(begun -> new Wish(begun.question(), begun.payer())).toList();
    List<Wish> ofPayer = going.stream().filter(g -> g.payer().equals(wish.payer())).toList();
    List<Wish> ofZone = going.stream().filter(g -> g.zone().equals(wish.zone())).toList();
    long ofBoth = ofZone.stream().filter(ofPayer::contains).count();
    return isModest(ofPayer.size(), MOST - going.size())
        && isModest(ofBoth, OF_ZONE - ofZone.size());
  }

  private static boolean isModest(long taken, int left) {
    return left > 0 && (taken == 0 || taken < left / 3);
  }
}
