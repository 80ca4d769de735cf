package org.gate64.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.gate64.attempts.SteeringTable.Fate;
import org.gate64.net.Network;
import org.junit.jupiter.api.Test;

class SteeringTableTest {

  private static final int CAPACITY = 100;

  private final SteeringTable table = new SteeringTable(CAPACITY);

  @Test
  void tellsWhatBecameOfTheMailOfEachNetwork() {
    count(Fate.ANSWERED, network(1), 3);
    count(Fate.FELL_BACK, network(1), 2);
    count(Fate.ANSWERED, network(2), 5);
    count(Fate.GIVEN_UP, network(2), 1);

    assertThat(table.most(10))
        .extracting(SteeringTable.Row::network)
        .containsExactly(network(2), network(1));
    SteeringTable.Row second = table.most(10).get(1);
    assertThat(second.of(Fate.ANSWERED)).isEqualTo(3);
    assertThat(second.of(Fate.FELL_BACK)).isEqualTo(2);
    assertThat(second.of(Fate.MENDED)).isZero();
    assertThat(table.total(Fate.ANSWERED)).isEqualTo(8);
    assertThat(table.total(Fate.GIVEN_UP)).isEqualTo(1);
  }

  @Test
  void tellsNoMoreThanItIsAskedFor() {
    IntStream.range(0, 20).forEach(i -> count(Fate.ANSWERED, network(i), 1 + i));

    assertThat(table.most(3))
        .extracting(SteeringTable.Row::network)
        .containsExactly(network(19), network(18), network(17));
  }

  @Test
  void aFloodOfStrangersDrivesOutNobodyWhoSendsMuch() {
    IntStream.range(0, 60).forEach(i -> count(Fate.ANSWERED, network(i), 10));
    IntStream.range(100, 60_000).forEach(i -> count(Fate.ANSWERED, network(i), 1));

    assertThat(table.most(1_000_000)).hasSize(CAPACITY);
    assertThat(table.most(60))
        .extracting(SteeringTable.Row::network)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 60).mapToObj(SteeringTableTest::network).toList());
    assertThat(table.total(Fate.ANSWERED)).isEqualTo(600 + 59_900);
  }

  private void count(Fate fate, Network network, int times) {
    IntStream.range(0, times).forEach(i -> table.count(fate, network));
  }

  private static Network network(int number) {
    return Network.parse("2001:db8:0:%x::/64".formatted(number)).orElseThrow();
  }
}
