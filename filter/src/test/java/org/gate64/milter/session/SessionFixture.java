package org.gate64.milter.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gate64.milter.wire.Command;
import org.gate64.milter.wire.MalformedPacketException;
import org.gate64.milter.wire.Reply;
import org.gate64.net.ClientAddress;

/** A session, what a mail server says in it, and what is said in reply. */
final class SessionFixture {

  static final int ALL_STEPS = 0x1fffff;

  private static final int ALL_ACTIONS = 0x1ff;

  private final RecordingFilter filter = new RecordingFilter();
  private final Sent sent = new Sent();
  private final MilterSession session = new MilterSession(filter, Runnable::run, sent);

  RecordingFilter filter() {
    return filter;
  }

  MilterSession session() {
    return session;
  }

  /** All that was sent so far. */
  List<Reply> replies() {
    return sent.replies;
  }

  Reply lastReply() {
    return sent.replies.get(sent.replies.size() - 1);
  }

  /** Whether the session has closed the connection. */
  boolean isClosed() {
    return sent.closed;
  }

  void negotiateAll() throws MalformedPacketException {
    negotiate(6, ALL_ACTIONS, ALL_STEPS);
  }

  void negotiate(int version, int actions, int steps) throws MalformedPacketException {
    receive(new Command.Negotiate(version, actions, steps));
  }

  void connect() throws MalformedPacketException {
    receive(new Command.Connect("client.example", ClientAddress.parse("2001:db8::1")));
  }

  void mail(String sender) throws MalformedPacketException {
    receive(new Command.Mail(List.of(sender)));
  }

  /** A client with one message. */
  void message(String sender) throws MalformedPacketException {
    connect();
    mail(sender);
    receive(new Command.Recipient(List.of("<b@example.net>")));
    receive(new Command.Header("Subject", " hi"));
    receive(new Command.Body(bytes("text\r\n")));
    receive(new Command.EndOfMessage(bytes("")));
  }

  void receive(Command command) throws MalformedPacketException {
    session.receive(command);
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static final class Sent implements MilterSession.Replies {

    private final List<Reply> replies = new ArrayList<>();
    private boolean closed;

    @Override
    public void send(List<Reply> together) {
      replies.addAll(together);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
