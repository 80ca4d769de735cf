package org.gate64.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The {@code include} of one file: other files only, named relative to this one, and they must be
 * there. The library would go on without a missing file, and fetch a URL.
 */
final class FileIncluder
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  private final SourceFiles sources;
  private final Problems problems;
  private final Path file;
  private final String text;
  private final int depth;

  FileIncluder(SourceFiles sources, Problems problems, Path file, String text, int depth) {
    this.sources = sources;
    this.problems = problems;
    this.file = file;
    this.text = text;
    this.depth = depth;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String name) {
    try {
      return sources.include(file.resolveSibling(name), file, lineOf(name), depth + 1);
    } catch (InvalidPathException notOnThisSystem) {
      return refuse(name);
    }
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File included) {
    return include(context, included.getPath());
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL url) {
    return refuse(url.toString());
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String resource) {
    return refuse(resource);
  }

  /** This one knows every kind of include; there is nothing to fall back to. */
  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  private ConfigObject refuse(String name) {
    problems.add(file, lineOf(name), "only files can be included, not " + Problems.printable(name));
    return ConfigFactory.empty().root();
  }

  /** The library does not tell where it met the include: the first line that could be meant. */
  private int lineOf(String name) {
    int line = 0;
    for (String content : (Iterable<String>) text.lines()::iterator) {
      line++;
      if (content.contains("include") && content.contains('"' + name)) {
        return line;
      }
    }
    return 0;
  }
}
