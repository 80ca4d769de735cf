package org.gate64.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A client that sends whatever it is told to. */
final class RawHttp implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final int SMALL_BUFFER = 16 << 10;

  private final Socket socket;

  RawHttp(InetSocketAddress server) throws IOException {
    this(new Socket(), server);
  }

  private RawHttp(Socket unconnected, InetSocketAddress server) throws IOException {
    socket = unconnected;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    socket.connect(server, PATIENCE_MILLIS);
  }

  /** One whose operating system takes in little that it does not read. */
  static RawHttp ofSmallBuffer(InetSocketAddress server) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(SMALL_BUFFER);
    return new RawHttp(socket, server);
  }

  /** One connection: sends this, and reads all that comes until the server ends it. */
  static Reply ask(InetSocketAddress server, String octets) throws IOException {
    try (RawHttp client = new RawHttp(server)) {
      client.send(octets);
      return client.reply();
    }
  }

  void send(String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Waits for exactly this. */
  void expect(String octets) throws IOException {
    byte[] came = socket.getInputStream().readNBytes(octets.length());
    assertThat(new String(came, StandardCharsets.ISO_8859_1)).isEqualTo(octets);
  }

  /** All that comes until the server ends the connection. */
  Reply reply() throws IOException {
    return Reply.parse(
        new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** What came, cut into its parts; an empty status where nothing came. */
  record Reply(String status, List<String> header, String body) {

    static Reply parse(String octets) {
      int end = octets.indexOf("\r\n\r\n");
      if (end < 0) {
        return new Reply("", List.of(), octets);
      }
      List<String> lines = Arrays.asList(octets.substring(0, end).split("\r\n", -1));
      return new Reply(lines.get(0), lines.subList(1, lines.size()), octets.substring(end + 4));
    }

    /** The status code; 0 where nothing came. */
    int code() {
      return status.isEmpty() ? 0 : Integer.parseInt(status.split(" ", -1)[1]);
    }
  }
}
