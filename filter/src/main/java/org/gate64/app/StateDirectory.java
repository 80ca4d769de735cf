package org.gate64.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The daemon's directory for what outlives it; one daemon at a time holds it. */
final class StateDirectory implements AutoCloseable {

  private static final String LOCK_FILE = "lock";

  private final FileChannel lockFile;

  private StateDirectory(FileChannel lockFile) {
    this.lockFile = lockFile;
  }

  /**
   * Makes the directory where it does not exist, for this user only, and takes hold of it.
   *
   * @throws IOException where it cannot be made or written, or another daemon holds it
   */
  static StateDirectory hold(Path directory) throws IOException {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      FileChannel lockFile =
          FileChannel.open(
              directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(lockFile)) {
        lockFile.close();
        throw new IOException("another gate64 is using it");
      }
      return new StateDirectory(lockFile);
    } catch (IOException e) {
      throw new IOException("state-dir: " + directory + ": " + Reasons.of(e), e);
    }
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }
}
