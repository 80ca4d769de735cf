package org.gate64.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A file that holds a secret, for its owner only. */
final class OwnersFile {

  private static final Set<PosixFilePermission> OF_THE_OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private OwnersFile() {}

  /**
   * Why what it holds may be known to others, or have been laid there by them; in words that go on
   * after its name.
   */
  static Optional<String> fault(Path file) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      return Optional.of("is no regular file");
    }
    return OF_THE_OWNER.containsAll(attributes.permissions())
        ? Optional.empty()
        : Optional.of("was open to others than its owner");
  }
}
