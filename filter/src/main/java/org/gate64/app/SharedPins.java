package org.gate64.app;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Pins;
import org.gate64.reputation.Subject;
import org.gate64.reputation.hazelcast.HazelcastPins;
import org.gate64.reputation.snapshot.PinFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was set at any node of a cluster. */
record SharedPins(HazelcastPins shared) implements NodeArchive.Pinning {

  private static final Logger LOG = LoggerFactory.getLogger(SharedPins.class);

  /** Keeps them on this node's disk too; where that fails, the other nodes still know them. */
  static void keep(PinFile file, Pins pins) {
    try {
      file.write(pins);
    } catch (IOException failure) {
      LOG.warn("what is set in the cluster could not be written here: {}", Reasons.of(failure));
    }
  }

  @Override
  public Pins pins() {
    return shared.pins();
  }

  @Override
  public CompletableFuture<Void> pin(Subject subject, Pin pin) {
    return SharedRecords.done(shared.set(subject, pin));
  }

  @Override
  public CompletableFuture<Void> unpin(Subject subject) {
    return SharedRecords.done(shared.lift(subject));
  }
}
