package org.gate64.app;

import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gate64.feedback.FeedbackKey;
import org.gate64.feedback.KeyRing;
import org.gate64.feedback.hazelcast.HazelcastKeys;
import org.gate64.reputation.snapshot.AtomicFile;
import org.gate64.reputation.snapshot.DamagedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of tickets, as they lie in the state directory, for the daemon's user only: a line for
 * each. One that others could read is set aside, for they could write tickets; in a cluster the
 * other nodes still have it and give it back, unless it is deleted at each while all are stopped.
 */
record FeedbackKeyFile(Path path) {

  private static final Logger LOG = LoggerFactory.getLogger(FeedbackKeyFile.class);
  private static final int LARGEST = 16 << 10;
  private static final String FIRST_LINE = "gate64 feedback keys 1";
  private static final Pattern LINE = Pattern.compile("(\\S{1,40}) ([0-9a-f]{64})");

  /** In a directory, whether it is there or not. */
  static FeedbackKeyFile in(Path stateDirectory) {
    return new FeedbackKeyFile(stateDirectory.resolve("feedback.key"));
  }

  /**
   * The keys of a node that has no others; one is made where there is none.
   *
   * @param file where they are kept; empty: nowhere
   * @throws IOException where a new one cannot be written
   */
  static KeyRing obtain(Optional<FeedbackKeyFile> file, Instant now) throws IOException {
    KeyRing known = file.map(kept -> kept.readOrSetAside(now)).orElse(KeyRing.empty());
    if (known.signing().isPresent()) {
      return known;
    }
    KeyRing made = known.with(FeedbackKey.draw(new SecureRandom(), now));
    if (file.isPresent()) {
      file.get().write(made);
    }
    return made;
  }

  /** The keys of a cluster, which are kept here too; where that fails, others still have them. */
  static HazelcastKeys shared(
      Optional<FeedbackKeyFile> file,
      HazelcastInstance member,
      Clock clock,
      ScheduledExecutorService thread) {
    return new HazelcastKeys(
        member,
        file.map(kept -> kept.readOrSetAside(clock.instant())).orElse(KeyRing.empty()),
        () -> FeedbackKey.draw(new SecureRandom(), clock.instant()),
        all -> file.ifPresent(kept -> kept.keep(all)),
        thread);
  }

  /** What the file holds; nothing where it is not there, or cannot be used. */
  KeyRing readOrSetAside(Instant now) {
    try {
      Optional<String> fault = OwnersFile.fault(path);
      if (fault.isEmpty()) {
        return parse(lines());
      }
      DamagedFile.setAside(path, "it " + fault.get(), now);
    } catch (NoSuchFileException firstStart) {
      return KeyRing.empty();
    } catch (IOException damaged) {
      DamagedFile.setAside(path, Reasons.of(damaged), now);
    }
    return KeyRing.empty();
  }

  /**
   * Writes all of them anew.
   *
   * @throws IOException where that failed: it names the file and the reason
   */
  void write(KeyRing ring) throws IOException {
    StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
    for (FeedbackKey key : ring.keys()) {
      String secret = HexFormat.of().formatHex(key.reveal());
      text.append(key.made()).append(' ').append(secret).append('\n');
    }
    byte[] octets = text.toString().getBytes(StandardCharsets.US_ASCII);
    try {
      AtomicFile.<IOException>write(path, out -> out.write(octets));
    } catch (IOException e) {
      throw new IOException("state-dir: " + path + ": " + Reasons.of(e), e);
    }
  }

  private void keep(KeyRing ring) {
    try {
      write(ring);
    } catch (IOException failure) {
      LOG.warn("the keys of the cluster's tickets could not be written: {}", failure.getMessage());
    }
  }

  private List<String> lines() throws IOException {
    if (Files.size(path) > LARGEST) {
      throw new IOException("it is larger than any that is written");
    }
    return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).lines().toList();
  }

  private static KeyRing parse(List<String> lines) throws IOException {
    if (lines.size() < 2 || !lines.get(0).equals(FIRST_LINE)) {
      throw new IOException("it holds no keys of gate64's");
    }
    List<FeedbackKey> keys = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IOException("a line of it is no key");
      }
      keys.add(new FeedbackKey(made(parts.group(1)), HexFormat.of().parseHex(parts.group(2))));
    }
    return new KeyRing(keys);
  }

  private static Instant made(String text) throws IOException {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException noTime) {
      throw new IOException("a key of it has no time", noTime);
    }
  }
}
