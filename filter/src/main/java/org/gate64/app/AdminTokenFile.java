package org.gate64.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.gate64.admin.AdminToken;
import org.gate64.admin.Changes;
import org.gate64.reputation.snapshot.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tokens that changes need, as they lie in the state directory, for the daemon's user only. */
final class AdminTokenFile {

  private static final Logger LOG = LoggerFactory.getLogger(AdminTokenFile.class);
  private static final String NAME = "admin-token";
  private static final String OF_FEEDBACK = "feedback-token";
  private static final int LONGEST = 256;

  private AdminTokenFile() {}

  /** Where it lies. */
  static Path in(Path stateDirectory) {
    return stateDirectory.resolve(NAME);
  }

  /**
   * What a daemon with this state directory lets be changed: with the tokens there, which are made
   * where there are none. One that others may read, or have laid there, is replaced: they may know
   * it.
   *
   * @throws IOException where it can be neither read nor made: it names the file and the reason
   */
  static Changes changes(Optional<Path> stateDirectory) throws IOException {
    return stateDirectory.isPresent()
        ? tokens(stateDirectory.get())
        : new Changes.Never("Nothing can be changed without state-dir, for it holds the token.");
  }

  /**
   * Reads a token that the daemon has made.
   *
   * @throws IOException where that fails: it says why, without the file's name
   */
  static AdminToken read(Path file) throws IOException {
    try {
      return parse(file).orElseThrow(() -> new IOException("it holds no token of gate64's"));
    } catch (IOException e) {
      throw new IOException(Reasons.of(e), e);
    }
  }

  /** Who hands on what recipients say, a program that many run, gets to do no more with it. */
  private static Changes tokens(Path directory) throws IOException {
    return new Changes.WithTokens(obtain(in(directory)), obtain(directory.resolve(OF_FEEDBACK)));
  }

  private static AdminToken obtain(Path file) throws IOException {
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return kept(file);
      }
      return make(file);
    } catch (IOException e) {
      throw new IOException("state-dir: " + file + ": " + Reasons.of(e), e);
    }
  }

  private static AdminToken kept(Path file) throws IOException {
    Optional<String> fault = OwnersFile.fault(file);
    if (fault.isPresent()) {
      return replace(file, fault.get());
    }
    Optional<AdminToken> known = parse(file);
    return known.isPresent() ? known.get() : replace(file, "holds no token");
  }

  private static AdminToken replace(Path file, String why) throws IOException {
    AdminToken token = make(file);
    LOG.warn("{} {}; there is a new token in its place now", file, why);
    return token;
  }

  private static Optional<AdminToken> parse(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
      return AdminToken.parse(text.strip());
    }
  }

  /** Written beside and renamed, so that there is never half of one. */
  private static AdminToken make(Path file) throws IOException {
    AdminToken token = AdminToken.draw(new SecureRandom());
    byte[] line = (token.reveal() + "\n").getBytes(StandardCharsets.US_ASCII);
    AtomicFile.<IOException>write(file, out -> out.write(line));
    return token;
  }
}
