package org.gate64.reputation;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.gate64.net.DomainName;

/**
 * How several gate64 share one memory.
 *
 * <p>Whoever reaches a member's port and knows the cluster's name is one of them: nothing is
 * encrypted, and nobody proves who he is. So members talk on private addresses, unless the operator
 * says that the network is protected by other means.
 *
 * @param name the cluster's; no password
 * @param bind the one address and port that this member listens at, and that the others reach it by
 * @param discovery how members find each other
 * @param exposure which addresses are allowed
 * @param patience the longest that a message waits for the memory
 * @param bounds how much is kept
 * @param timing how often things are done, and when somebody is given up
 */
public record ClusterSettings(
    String name,
    InetSocketAddress bind,
    Discovery discovery,
    Exposure exposure,
    Duration patience,
    Bounds bounds,
    Timing timing) {

  private static final int LONGEST_NAME = 64;

  /**
   * Refuses with an {@link IllegalArgumentException} what makes no sense, and what would lie open
   * to the internet.
   */
  public ClusterSettings {
    require(
        !name.isEmpty()
            && name.length() <= LONGEST_NAME
            && name.chars().allMatch(c -> c > ' ' && c < 127),
        "name must be 1 to 64 visible ASCII characters");
    require(!bind.isUnresolved(), "bind must be an address");
    require(bind.getPort() != 0, "bind must name a port");
    require(!bind.getAddress().isAnyLocalAddress(), "bind must be one address, not all of them");
    require(
        exposure == Exposure.PROTECTED || PrivateAddresses.contains(bind.getAddress()),
        "bind is no private address: whoever reaches it can read and change the memory");
    if (discovery instanceof Discovery.Fixed fixed) {
      for (Peer member : fixed.members()) {
        require(
            exposure == Exposure.PROTECTED || member.mayBePrivate(),
            "member " + member + " has no private address: what is sent there can be read");
      }
    }
    require(isPositive(patience), "patience must be positive");
  }

  /** How members find each other. Never by multicast, and never by guessing where this runs. */
  public sealed interface Discovery {

    /** A list; it may hold this member itself. */
    record Fixed(List<Peer> members) implements Discovery {
      public Fixed {
        members = List.copyOf(members);
      }
    }

    /**
     * All addresses of a name; members listen at the port of {@code bind}. In Kubernetes, that of a
     * headless service.
     */
    record Dns(DomainName name) implements Discovery {}

    /**
     * The pods of a service, as the API of Kubernetes tells; members listen at the port of {@code
     * bind}. The pod's account must be allowed to read endpoints.
     */
    record Kubernetes(String namespace, String service) implements Discovery {
      private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

      public Kubernetes {
        require(namespace.matches(LABEL), "namespace is no name that Kubernetes allows");
        require(service.matches(LABEL), "service is no name that Kubernetes allows");
      }
    }
  }

  /** Which addresses members may have. */
  public enum Exposure {
    /** Those of private networks and of this machine. */
    PRIVATE,
    /** Any: the operator has seen to it that no stranger can reach them (WireGuard, IPsec). */
    PROTECTED
  }

  /**
   * How much is kept.
   *
   * @param entries records for each member, up to twice as many for seconds; as many again are kept
   *     for the others, in case they die
   * @param near records of other members that are kept at hand
   * @param waiting subjects whose changes may wait to be written
   * @param idle a record that has neither changed nor been asked for so long is forgotten
   */
  public record Bounds(int entries, int near, int waiting, Duration idle) {
    private static final int MOST_ENTRIES = 100_000_000;

    public Bounds {
      require(entries > 0 && entries <= MOST_ENTRIES, "entries must be 1 to 100 million");
      require(near > 0, "near must be positive");
      require(waiting > 0, "waiting must be positive");
      require(isPositive(idle), "idle must be positive");
    }

    /** A record and its copy take some 850 bytes: 85 MB of heap, and up to 170 MB in a flood. */
    public static Bounds usual() {
      return new Bounds(100_000, 50_000, 20_000, Duration.ofDays(90));
    }
  }

  /**
   * When things are done.
   *
   * @param flush how long changes are gathered before they are written
   * @param admission how long a member that starts waits for others to let it in; seconds
   * @param silence a member that has not been heard of for so long is given up; seconds
   * @param firstMerge how long after its start a member looks for parts of the cluster that it has
   *     been cut off from; seconds
   * @param nextMerge how long after that it looks again; seconds
   */
  public record Timing(
      Duration flush,
      Duration admission,
      Duration silence,
      Duration firstMerge,
      Duration nextMerge) {
    public Timing {
      require(isPositive(flush), "flush must be positive");
      require(admission.toSeconds() >= 1, "admission must be a second at least");
      require(silence.toSeconds() >= 2, "silence must be 2 seconds at least");
      require(firstMerge.toSeconds() >= 1, "firstMerge must be a second at least");
      require(nextMerge.toSeconds() >= 1, "nextMerge must be a second at least");
    }

    /** What a mail server needs. */
    public static Timing usual() {
      return new Timing(
          Duration.ofSeconds(1),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30));
    }
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
