package org.gate64.milter.server;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Optional;
import java.util.Set;

/** The file of a unix socket: made way for, given to its group, and removed in the end. */
final class UnixSocketFile {

  private final Path path;

  private UnixSocketFile(Path path) {
    this.path = path;
  }

  /**
   * Makes the path free, removing a socket that nobody listens on any more.
   *
   * @throws IOException where something else is there, or somebody listens
   */
  static UnixSocketFile claim(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      if (!isSocket(path)) {
        throw new IOException("there is a file that is not a socket");
      }
      if (isListening(path)) {
        throw new IOException("another process listens there");
      }
      Files.delete(path);
    }
    return new UnixSocketFile(path);
  }

  /**
   * Sets mode and group.
   *
   * @throws IOException where the group does not exist or may not be given
   */
  void give(Set<PosixFilePermission> mode, Optional<String> group) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (group.isPresent()) {
      view.setGroup(lookUp(group.get()));
    }
    Files.setPosixFilePermissions(path, mode);
  }

  void remove() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException stillThere) {
      // The next start finds that nobody listens and removes it.
      return;
    }
  }

  private GroupPrincipal lookUp(String group) throws IOException {
    try {
      return path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
    } catch (UserPrincipalNotFoundException unknown) {
      throw new IOException("there is no group " + group, unknown);
    }
  }

  private static boolean isSocket(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther();
  }

  private static boolean isListening(Path path) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException nobody) {
      return false;
    }
  }
}
