package org.gate64.app;

import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
import org.gate64.reputation.snapshot.UnreadableFileException;
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
  private static final String CONSEQUENCE =
      "Unless other nodes of a cluster still have its keys, recipients' words on mail delivered so"
          + " far do not count any more; new mail gets a new key";
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
   * @throws IOException where they cannot be read, or a new one not be written
   */
  static KeyRing obtain(Optional<FeedbackKeyFile> file, Instant now) throws IOException {
    KeyRing known = known(file, now);
    if (known.signing().isPresent()) {
      return known;
    }
    KeyRing made = known.with(FeedbackKey.draw(new SecureRandom(), now));
    if (file.isPresent()) {
      file.get().write(made);
    }
    return made;
  }

  /**
   * The keys that were kept; none where there is no file, or it is damaged.
   *
   * @throws IOException as {@link #readOrSetAside} does
   */
  static KeyRing known(Optional<FeedbackKeyFile> file, Instant now) throws IOException {
    return file.isPresent() ? file.get().readOrSetAside(now) : KeyRing.empty();
  }

  /**
   * The keys of a cluster, which are kept here too; where that fails, others still have them.
   *
   * @param before those that this node has kept
   */
  static HazelcastKeys shared(
      Optional<FeedbackKeyFile> file,
      KeyRing before,
      HazelcastInstance member,
      Clock clock,
      ScheduledExecutorService thread) {
    return new HazelcastKeys(
        member,
        before,
        () -> FeedbackKey.draw(new SecureRandom(), clock.instant()),
        all -> file.ifPresent(kept -> kept.keep(all)),
        thread);
  }

  /**
   * What the file holds; nothing where it is not there, or is damaged.
   *
   * @throws UnreadableFileException where nobody can tell what it holds
   */
  KeyRing readOrSetAside(Instant now) throws UnreadableFileException {
    try {
      Optional<String> fault = OwnersFile.fault(path);
      if (fault.isEmpty()) {
        return parse(lines());
      }
      DamagedFile.setAside(path, "it " + fault.get(), CONSEQUENCE, now);
    } catch (NoSuchFileException firstStart) {
      return KeyRing.empty();
    } catch (UnreadableFileException perhapsInOrder) {
      throw perhapsInOrder;
    } catch (IOException damaged) {
      DamagedFile.setAside(path, Reasons.of(damaged), CONSEQUENCE, now);
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
    try (InputStream in = UnreadableFileException.open(path)) {
      byte[] octets = in.readNBytes(LARGEST + 1);
      if (octets.length > LARGEST) {
        throw new IOException("it is larger than any that is written");
      }
      return new String(octets, StandardCharsets.ISO_8859_1).lines().toList();
    }
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
