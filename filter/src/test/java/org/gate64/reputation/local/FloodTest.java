package org.gate64.reputation.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gate64.net.ClientAddress;
import org.gate64.net.Network;
import org.gate64.reputation.Cause;
import org.gate64.reputation.Change;
import org.gate64.reputation.Standing.State;
import org.gate64.reputation.Subject;
import org.gate64.reputation.Tally;
import org.junit.jupiter.api.Test;

/** Networks that were never seen before, and never will be again, by the million. */
class FloodTest {

  private static final int NETWORKS = 1_000_000;
  private static final int A_SECOND = 10_000;
  private static final long MEBIBYTE = 1 << 20;

  private final Node node =
      new Node(new LocalSettings(4_000, 20_000, 3, Duration.ofDays(90), 20_000));
  private final LocalReputationStore store = node.store();

  @Test
  void costsAKnownAmountOfMemoryAndNobodyItsRecord() {
    List<Subject> known = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      known.add(Node.subject("2001:db8:%x::/64".formatted(i)));
      node.spam(known.get(i), 20);
    }
    store.flush();
    long before = heap();

    for (int i = 1; i <= NETWORKS; i++) {
      store.add(stranger(i), Change.of(Tally.of(Cause.REFUSED, 0.2, node.now())));
      if (i % A_SECOND == 0) {
        node.pass(Duration.ofSeconds(1));
        store.flush();
      }
    }

    LocalStatistics statistics = store.statistics();
    long cost = heap() - before;
    System.out.printf(
        "%,d new networks: %,d KiB more heap, %s%n", NETWORKS, cost >> 10, statistics);
    assertThat(statistics.strangers()).isLessThanOrEqualTo(20_000);
    assertThat(statistics.forgottenStrangers()).isEqualTo(NETWORKS - statistics.strangers());
    assertThat(statistics.forgottenKnown()).isZero();
    assertThat(statistics.dropped()).isZero();
    assertThat(cost).isLessThan(45 * MEBIBYTE);
    assertThat(known).allMatch(network -> node.state(network) == State.BAD);
  }

  @Test
  void thatIsFasterThanItCanBeWrittenIsDroppedAndCounted() {
    for (int i = 1; i <= 100_000; i++) {
      store.add(stranger(i), Change.of(Tally.ofMail(node.now())));
    }
    store.flush();

    assertThat(store.statistics().dropped()).isEqualTo(80_000);
    assertThat(store.statistics().strangers()).isEqualTo(20_000);
  }

  private static Subject stranger(int number) {
    String address = "2001:db9:%x:%x::1".formatted(number >> 16, number & 0xffff);
    return new Subject.OfNetwork(Network.of(ClientAddress.parse(address).orElseThrow(), 64));
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
