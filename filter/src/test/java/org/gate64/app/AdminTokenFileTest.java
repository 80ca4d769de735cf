package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.gate64.admin.AdminToken;
import org.gate64.admin.Changes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminTokenFileTest {

  @TempDir Path directory;

  @Test
  void theFirstStartMakesATokenForTheDaemonsUserOnly() throws IOException {
    AdminToken token = obtain();

    Path file = directory.resolve("admin-token");
    assertThat(Files.readString(file)).isEqualTo(token.reveal() + "\n");
    assertThat(token.reveal()).matches("[A-Za-z0-9_-]{43}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("admin-token", "feedback-token");
  }

  @Test
  void laterStartsKeepItAndCommandsReadIt() throws IOException {
    AdminToken token = obtain();

    assertThat(obtain().reveal()).isEqualTo(token.reveal());
    assertThat(AdminTokenFile.read(AdminTokenFile.in(directory)).reveal())
        .isEqualTo(token.reveal());
  }

  @Test
  void whoHandsOnWhatRecipientsSayHasATokenOfItsOwn() throws IOException {
    Changes.WithTokens tokens = (Changes.WithTokens) AdminTokenFile.changes(Optional.of(directory));

    Path file = directory.resolve("feedback-token");
    assertThat(AdminTokenFile.read(file).reveal())
        .isEqualTo(tokens.telling().reveal())
        .isNotEqualTo(tokens.token().reveal());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short\n", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nmore\n"})
  void aFileThatHoldsNoTokenIsReplaced(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("admin-token"), content);

    assertThat(Files.readString(file)).isEqualTo(content);
    assertThat(obtain().reveal()).isEqualTo(Files.readString(file).strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
  void aTokenThatOthersCouldReadOrWriteIsReplaced(String mode) throws IOException {
    AdminToken known = obtain();
    Path file = directory.resolve("admin-token");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    assertThat(obtain().reveal())
        .isEqualTo(Files.readString(file).strip())
        .isNotEqualTo(known.reveal());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aLinkInItsPlaceIsReplacedAndNotFollowed(@TempDir Path elsewhere) throws IOException {
    Path known = Files.move(obtained(), elsewhere.resolve("known"));
    String before = Files.readString(known);
    Path file = Files.createSymbolicLink(directory.resolve("admin-token"), known);

    assertThat(obtain().reveal()).isNotEqualTo(before.strip());
    assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(known).hasContent(before.strip());
  }

  @Test
  void aTokenThatCannotBeMadeStopsTheStartAndSaysWhy() throws IOException {
    Path file = Files.createDirectory(directory.resolve("admin-token"));

    assertThatThrownBy(this::obtain)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("state-dir: " + file + ": ");
  }

  @Test
  void withoutAStateDirectoryNothingCanBeChanged() throws IOException {
    assertThat(AdminTokenFile.changes(Optional.empty()))
        .isEqualTo(
            new Changes.Never("Nothing can be changed without state-dir, for it holds the token."));
  }

  @Test
  void aTokenIsNotToldInPassing() throws IOException {
    AdminToken token = obtain();

    assertThat(String.valueOf(new Changes.WithTokens(token, token))).doesNotContain(token.reveal());
  }

  private Path obtained() throws IOException {
    assertThat(obtain()).isNotNull();
    return directory.resolve("admin-token");
  }

  private AdminToken obtain() throws IOException {
    return ((Changes.WithTokens) AdminTokenFile.changes(Optional.of(directory))).token();
  }
}
