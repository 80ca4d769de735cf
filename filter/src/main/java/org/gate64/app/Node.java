package org.gate64.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.gate64.admin.AdminToken;
import org.gate64.net.PlainText;
import org.jspecify.annotations.Nullable;

/** A running node, as a command talks to it. */
final class Node implements AutoCloseable {

  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final Duration BRISK = Duration.ofSeconds(15);
  private static final Duration LONG = Duration.ofMinutes(11);
  private static final int LARGEST_TEXT = 32 << 20;
  private static final int LARGEST_REASON = 4 << 10;
  private static final int PIECE = 64 << 10;
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final Place place;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(new NamedThreads("gate64-command"));
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECTING)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  /**
   * Where a node is looked for.
   *
   * @param source what says so, for people
   */
  record Place(URI uri, String source) {}

  /**
   * What lets a command change something.
   *
   * @param file where the token lies
   */
  record Key(Path file, AdminToken token) {}

  Node(Place place) {
    this.place = place;
  }

  /** Reads a page. */
  String read(String path, Map<String, String> query) throws FailedCommand {
    return exchange(get(path, query), LONG, Node::text, Node::refused);
  }

  /**
   * Writes what a page has into a file or the like.
   *
   * @return how many octets that were
   */
  long copy(String path, OutputStream to) throws FailedCommand {
    return exchange(
        get(path, Map.of()),
        LONG,
        body -> {
          byte[] piece = new byte[PIECE];
          long octets = 0;
          for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
            write(piece, read, to);
            octets += read;
          }
          return octets;
        },
        Node::refused);
  }

  /** Changes something. */
  String change(String path, Map<String, String> fields, Key key) throws FailedCommand {
    HttpRequest request =
        post(path, key, BodyPublishers.ofString(encoded(fields)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .build();
    return exchange(request, BRISK, Node::text, refusedTo(key));
  }

  /** Changes something by much. */
  String send(String path, BodyPublisher body, Key key) throws FailedCommand {
    return exchange(post(path, key, body).build(), LONG, Node::text, refusedTo(key));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** What is done with the body of an answer. */
  @FunctionalInterface
  private interface Use<T> {
    T of(InputStream body) throws IOException, FailedCommand;
  }

  /** What is said where the answer is none. */
  @FunctionalInterface
  private interface Refusal {
    FailedCommand of(int status, InputStream body) throws IOException;
  }

  private HttpRequest get(String path, Map<String, String> query) {
    String target = query.isEmpty() ? path : path + "?" + encoded(query);
    return HttpRequest.newBuilder(place.uri().resolve(target)).GET().build();
  }

  private HttpRequest.Builder post(String path, Key key, BodyPublisher body) {
    return HttpRequest.newBuilder(place.uri().resolve(path))
        .header("Authorization", "Bearer " + key.token().reveal())
        .POST(body);
  }

  private <T> T exchange(HttpRequest request, Duration time, Use<T> use, Refusal refusal)
      throws FailedCommand {
    Callable<T> whole =
        () -> {
          HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
          try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
              throw refusal.of(response.statusCode(), body);
            }
            return use.of(body);
          }
        };
    Future<T> answer = thread.submit(whole);
    try {
      return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw unreachable("no answer within " + time.toSeconds() + " s");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted");
    } catch (ExecutionException failure) {
      throw failed(failure.getCause());
    }
  }

  private FailedCommand failed(@Nullable Throwable cause) {
    if (cause instanceof FailedCommand failed) {
      return failed;
    }
    if (cause instanceof HttpConnectTimeoutException) {
      return unreachable("no connection within " + CONNECTING.toSeconds() + " s");
    }
    if (cause instanceof ConnectException) {
      return unreachable("nothing listens there");
    }
    return FailedCommand.unreachable(
        "the connection to "
            + text(place)
            + " broke: "
            + PlainText.visible(
                String.valueOf(cause == null ? "" : cause.getMessage()), LARGEST_REASON));
  }

  private FailedCommand unreachable(String reason) {
    return FailedCommand.unreachable(
        "no gate64 could be reached at " + text(place) + ": " + reason);
  }

  private static String text(Place place) {
    return place.uri() + " (" + place.source() + ")";
  }

  private static Refusal refusedTo(Key key) {
    return (status, body) ->
        status == UNAUTHORIZED
            ? FailedCommand.ofInput(
                "the token in " + key.file() + " is not this node's, or not good for this")
            : refused(status, body);
  }

  private static FailedCommand refused(int status, InputStream body) throws IOException {
    String reason = reason(status, body);
    return status == GONE ? FailedCommand.nothingToDo(reason) : FailedCommand.ofInput(reason);
  }

  private static String reason(int status, InputStream body) throws IOException {
    if (status == NOT_FOUND) {
      return "the node knows no such question: it is older, or remembers nothing (reputation.enabled)";
    }
    String text = new String(body.readNBytes(LARGEST_REASON), StandardCharsets.UTF_8).strip();
    String reason =
        text.lines()
            .map(line -> PlainText.visible(line, LARGEST_REASON))
            .collect(Collectors.joining("\n"));
    return reason.isEmpty() ? "the node answered " + status : reason;
  }

  /** What fails here is no fault of the node's. */
  private static void write(byte[] piece, int length, OutputStream to) throws FailedCommand {
    try {
      to.write(piece, 0, length);
    } catch (IOException e) {
      throw FailedCommand.ofInput("the export could not be written: " + Reasons.of(e));
    }
  }

  private static String text(InputStream body) throws IOException {
    byte[] octets = body.readNBytes(LARGEST_TEXT + 1);
    if (octets.length > LARGEST_TEXT) {
      throw new IOException("the answer is larger than 32 MiB");
    }
    return new String(octets, StandardCharsets.UTF_8);
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
