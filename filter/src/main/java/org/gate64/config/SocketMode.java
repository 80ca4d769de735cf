package org.gate64.config;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The octal notation of permissions, as chmod has it. */
final class SocketMode {

  private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3}");
  private static final String ALL = "rwxrwxrwx";

  private SocketMode() {}

  static Optional<Set<PosixFilePermission>> parse(String text) {
    if (!OCTAL.matcher(text).matches()) {
      return Optional.empty();
    }
    int mode = Integer.parseInt(text, 8);
    StringBuilder letters = new StringBuilder(ALL);
    for (int i = 0; i < ALL.length(); i++) {
      if ((mode >> (ALL.length() - 1 - i) & 1) == 0) {
        letters.setCharAt(i, '-');
      }
    }
    return Optional.of(PosixFilePermissions.fromString(letters.toString()));
  }

  static String format(Set<PosixFilePermission> permissions) {
    String bits =
        PosixFilePermissions.toString(permissions).replaceAll("[rwx]", "1").replace('-', '0');
    return String.format("%04o", Integer.parseInt(bits, 2));
  }
}
