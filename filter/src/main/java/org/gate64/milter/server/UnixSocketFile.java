package org.gate64.milter.server;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The file of a unix socket. It is bound under a provisional name, and put in its place when mode
 * and group are right: nobody can connect before, and Netty, which in the end deletes the name that
 * it bound whoever owns it by then, finds none. Here the file is known by its device and number.
 */
final class UnixSocketFile {

  /** The type of a file in its mode (inode(7)). */
  private static final int TYPE = 0170000;

  private static final int SOCKET = 0140000;

  /** As many as five letters and digits make. */
  private static final int NAMES = 36 * 36 * 36 * 36 * 36;

  private final Path path;
  private final Object key;

  private UnixSocketFile(Path path, Object key) {
    this.path = path;
    this.key = key;
  }

  /**
   * Makes the path free, removing a socket that nobody listens on any more.
   *
   * @throws IOException where something else is there, or somebody listens
   */
  static void makeWay(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!isSocket(path)) {
      throw new IOException("there is a file that is not a socket");
    }
    if (isListening(path)) {
      throw new IOException("another process listens there");
    }
    Files.delete(path);
  }

  /** A name to bind the socket under, in the directory of the path and of at most six letters. */
  static Path provisionalName(Path path) {
    int number = ThreadLocalRandom.current().nextInt(NAMES);
    return path.resolveSibling("." + Integer.toString(number, Character.MAX_RADIX));
  }

  /**
   * Gives a bound socket its mode and group, and puts it in its place.
   *
   * @throws IOException where the group does not exist or may not be given, or the file not be
   *     moved
   */
  static UnixSocketFile publish(
      Path bound, Path path, Set<PosixFilePermission> mode, Optional<String> group)
      throws IOException {
    if (group.isPresent()) {
      Files.getFileAttributeView(bound, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setGroup(lookUp(bound, group.get()));
    }
    Files.setPosixFilePermissions(bound, mode);
    UnixSocketFile file = new UnixSocketFile(path, keyOf(bound));
    Files.move(bound, path, StandardCopyOption.ATOMIC_MOVE);
    return file;
  }

  /** Removes the file, unless another has taken its place. */
  void remove() {
    try {
      if (keyOf(path).equals(key)) {
        Files.delete(path);
      }
    } catch (IOException goneOrStillThere) {
      // The next start finds that nobody listens and removes it.
      return;
    }
  }

  private static GroupPrincipal lookUp(Path path, String group) throws IOException {
    try {
      return path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
    } catch (UserPrincipalNotFoundException unknown) {
      throw new IOException("there is no group " + group, unknown);
    }
  }

  private static Object keyOf(Path path) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return Optional.ofNullable(attributes.fileKey())
        .orElseThrow(() -> new IOException("the file system does not number its files"));
  }

  private static boolean isSocket(Path path) throws IOException {
    Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return mode instanceof Integer bits && (bits & TYPE) == SOCKET;
  }

  /**
   * Whether somebody listens. Never waits: a listener whose queue is full would have us do so.
   *
   * @throws IOException where it cannot be told
   */
  private static boolean isListening(Path path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.configureBlocking(false);
      channel.connect(UnixDomainSocketAddress.of(path));
      return true;
    } catch (ConnectException refused) {
      return false;
    } catch (IOException unknown) {
      throw new IOException(
          "cannot tell whether another process listens there: " + unknown.getMessage(), unknown);
    }
  }
}
