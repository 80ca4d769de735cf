package org.gate64.reputation.hazelcast;

import java.util.List;

/**
 * How the shared memory is.
 *
 * @param members where all members listen that are there now, this one included; empty while this
 *     one is none
 * @param safety whether all records were there twice, when last looked
 * @param entries records that this member keeps, without those that it keeps for others
 * @param forgotten records that this member gave up for want of room
 * @param underWay subjects whose change has been sent and not been confirmed
 * @param dropped changes that were lost because too many were waiting
 * @param late records that were asked for and did not come in time
 */
public record ClusterHealth(
    List<String> members,
    Safety safety,
    long entries,
    long forgotten,
    int underWay,
    long dropped,
    long late) {
  public ClusterHealth {
    members = List.copyOf(members);
  }

  /** Whether another member could die without taking records with it. */
  public enum Safety {
    SAFE,
    /** Being copied, or not answered. */
    UNSAFE,
    /** There is nobody to keep a copy. */
    ALONE
  }
}
