package org.gate64.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.gate64.reputation.Pin;
import org.gate64.reputation.Pins;
import org.gate64.reputation.Subject;
import org.gate64.reputation.snapshot.PinFile;

/** What was set at a node that has no others. */
final class OwnPins implements NodeArchive.Pinning {

  private final Optional<PinFile> file;
  private volatile Pins pins;

  /**
   * @param file where pins are kept; empty: nowhere
   * @param before those of before
   */
  OwnPins(Optional<PinFile> file, Pins before) {
    this.file = file;
    this.pins = before.inForce();
  }

  @Override
  public Pins pins() {
    return pins;
  }

  @Override
  public CompletableFuture<Void> pin(Subject subject, Pin pin) {
    return change(all -> all.put(subject, pin));
  }

  @Override
  public CompletableFuture<Void> unpin(Subject subject) {
    return change(all -> all.remove(subject));
  }

  /** What is not on the disk is not in force: else it would be gone after the next start. */
  private synchronized CompletableFuture<Void> change(Consumer<Map<Subject, Pin>> change) {
    Map<Subject, Pin> all = new HashMap<>(pins.all());
    change.accept(all);
    Pins changed = new Pins(all);
    try {
      if (file.isPresent()) {
        file.get().write(changed);
      }
      pins = changed;
      return CompletableFuture.completedFuture(null);
    } catch (IOException failure) {
      return CompletableFuture.failedFuture(new UncheckedIOException(failure));
    }
  }
}
