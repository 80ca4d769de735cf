package org.gate64.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file and the files it includes into one block of values. */
final class SourceFiles {

  /** For all files together: a list of some twenty thousand networks. */
  private static final int MOST_BYTES = 1 << 20;

  private static final int DEEPEST_INCLUDE = 4;

  private final Problems problems;
  private final SourceBounds bounds = new SourceBounds();
  private int bytesLeft = MOST_BYTES;

  SourceFiles(Problems problems) {
    this.problems = problems;
  }

  /** The values, substitutions resolved; empty where a problem makes them unusable. */
  Optional<ConfigObject> read(Path file) {
    try {
      return parse(file, 0)
          .map(root -> root.toConfig().resolve(ConfigResolveOptions.noSystem()).root());
    } catch (ConfigException.Parse syntaxError) {
      problems.add(syntaxError.origin(), "", plain(syntaxError));
    } catch (ConfigException unresolved) {
      problems.add(file, 0, plain(unresolved));
    }
    return Optional.empty();
  }

  /** The values of an included file, or none once the reason has been noted. */
  ConfigObject include(Path file, Path from, int line, int depth) {
    if (depth > DEEPEST_INCLUDE) {
      problems.add(from, line, "included files include one another more than 4 deep");
      return ConfigFactory.empty().root();
    }
    if (!Files.isRegularFile(file)) {
      problems.add(from, line, "there is no file " + file + " to include");
      return ConfigFactory.empty().root();
    }
    return parse(file, depth).orElseGet(() -> ConfigFactory.empty().root());
  }

  private Optional<ConfigObject> parse(Path file, int depth) {
    problems.reading(file);
    Optional<String> text = text(file);
    Optional<SourceBounds.Objection> objection = text.flatMap(bounds::check);
    objection.ifPresent(found -> problems.add(file, found.line(), found.message()));
    if (text.isEmpty() || objection.isPresent()) {
      return Optional.empty();
    }
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setSyntax(ConfigSyntax.CONF)
            .setAllowMissing(false)
            .setIncluder(new FileIncluder(this, problems, file, text.get(), depth));
    return Optional.of(ConfigFactory.parseFile(file.toFile(), options).root());
  }

  private Optional<String> text(Path file) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        problems.add(file, 0, "is not a plain file");
        return Optional.empty();
      }
      return decode(file);
    } catch (NoSuchFileException missing) {
      problems.add(file, 0, "there is no such file");
    } catch (CharacterCodingException malformed) {
      problems.add(file, 0, "is not UTF-8 text");
    } catch (IOException unreadable) {
      problems.add(file, 0, "cannot be read");
    }
    return Optional.empty();
  }

  private Optional<String> decode(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(bytesLeft + 1);
    }
    if (bytes.length > bytesLeft) {
      problems.add(file, 0, "is longer than 1 MiB, with what it includes");
      return Optional.empty();
    }
    bytesLeft -= bytes.length;
    return Optional.of(
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
  }

  /** The library's message without the "file: line:" in front. */
  private static String plain(ConfigException problem) {
    String message = String.valueOf(problem.getMessage());
    String place = problem.origin() == null ? "" : problem.origin().description() + ": ";
    return Problems.printableLine(
        message.startsWith(place) ? message.substring(place.length()) : message);
  }
}
