package org.gate64.milter.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gate64.milter.session.Answer.HeaderChange;
import org.gate64.milter.wire.Command;
import org.gate64.milter.wire.MalformedPacketException;
import org.gate64.milter.wire.Reply;
import org.gate64.net.ClientAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nightcode.milter.CommandCode;
import org.nightcode.milter.ProtocolSteps;

class MilterSessionTest {

  private static final int ALL_ACTIONS = 0x1ff;
  private static final int ALL_STEPS = 0x1fffff;

  private final RecordingFilter filter = new RecordingFilter();
  private final Sent sent = new Sent();
  private final MilterSession session = new MilterSession(filter, Runnable::run, sent);

  @Test
  void takesAwayEveryStepAndReplyThatIsNotNeeded() throws Exception {
    filter.withoutRecipientReplies();
    negotiate(6, ALL_ACTIONS, ALL_STEPS);
    Reply.Negotiated agreed = (Reply.Negotiated) sent.replies.get(0);
    assertThat(agreed.version()).isEqualTo(6);
    assertThat(agreed.actions()).as("add, change, quarantine, symlist").isEqualTo(0x131);
    int silent =
        ProtocolSteps.NO_REPLY_FOR_CONNECT
            | ProtocolSteps.NO_REPLY_FOR_HELO
            | ProtocolSteps.NO_REPLY_FOR_MAIL_FROM
            | ProtocolSteps.NO_REPLY_FOR_RECIPIENTS
            | ProtocolSteps.NO_REPLY_FOR_HEADERS
            | ProtocolSteps.NO_REPLY_FOR_BODY;
    assertThat(agreed.steps() & silent).isEqualTo(silent);
    message("<a@example.org>");
    assertThat(sent.replies).as("one for the offer, one for the message").hasSize(2);
  }

  @Test
  void asksForRecipientsWhereTheyMayBeRefused() throws Exception {
    filter.refusingRecipients("550 5.7.25 no");
    negotiate(6, ALL_ACTIONS, ALL_STEPS);
    connect();
    receive(new Command.Mail(List.of("<a@example.org>")));
    receive(new Command.Recipient(List.of("<b@example.net>")));
    assertThat(sent.last()).isEqualTo(new Reply.ReplyCode("550 5.7.25 no"));
  }

  @Test
  void answersEveryCommandOfVersion2() throws Exception {
    negotiate(2, 0x3f, 0x7f & ~ProtocolSteps.NO_EOH);
    assertThat(((Reply.Negotiated) sent.replies.get(0)).version()).isEqualTo(2);
    connect();
    receive(new Command.Helo("client.example"));
    receive(new Command.Mail(List.of("<a@example.org>")));
    receive(new Command.Recipient(List.of("<b@example.net>")));
    receive(new Command.Header("Subject", "hi"));
    receive(new Command.Signal(CommandCode.SMFIC_EOH));
    receive(new Command.Body(bytes("text\r\n")));
    receive(new Command.EndOfMessage(bytes("")));
    assertThat(sent.replies).hasSize(9);
    assertThat(sent.replies.subList(1, 9)).containsOnly(new Reply.Continue());
    assertThat(filter.events())
        .as("the space that the server took away is back")
        .contains("header Subject: hi");
  }

  @Test
  void takesTheLastOfTheBodyFromTheEnd() throws Exception {
    negotiate(2, 0x3f, 0);
    connect();
    receive(new Command.Mail(List.of("<a@example.org>")));
    receive(new Command.EndOfMessage(bytes("all of it\r\n")));
    assertThat(filter.events()).contains("body all of it\r\n");
  }

  @Test
  void givesHeaderFieldsAsTheyWereSigned() throws Exception {
    negotiate(6, ALL_ACTIONS, ALL_STEPS);
    connect();
    receive(new Command.Mail(List.of("<a@example.org>")));
    receive(new Command.Header("Subject", "  caf\u00e9\n\tand\r\n more"));
    assertThat(filter.events()).contains("header Subject:  caf\u00e9\r\n\tand\r\n more");
  }

  @Test
  void writesChangesInTheServersNotation() throws Exception {
    filter.answering(
        new Answer.Deliver(
            List.of(
                new HeaderChange.Remove("Gate64-Verdict", 2),
                new HeaderChange.Add("Gate64-Verdict", "accept")),
            Optional.of("look at it")));
    negotiate(6, ALL_ACTIONS, ALL_STEPS);
    message("<a@example.org>");
    assertThat(sent.replies.subList(1, sent.replies.size()))
        .endsWith(
            new Reply.RemoveHeader(2, "Gate64-Verdict"),
            new Reply.InsertHeader(0, "Gate64-Verdict", " accept"),
            new Reply.Quarantine("look at it"),
            new Reply.Continue());
  }

  @Test
  void asksForNothingThatTheServerCannotDo() throws Exception {
    filter.answering(
        new Answer.Deliver(
            List.of(new HeaderChange.Add("Gate64-Verdict", "accept")), Optional.of("look")));
    negotiate(6, 0, ALL_STEPS);
    message("<a@example.org>");
    assertThat(sent.last()).isEqualTo(new Reply.Continue());
    assertThat(sent.replies).noneMatch(Reply.InsertHeader.class::isInstance);
    assertThat(sent.replies).noneMatch(Reply.Quarantine.class::isInstance);
  }

  @Test
  void tellsTheServerToTryLaterWhereTheFilterBroke() throws Exception {
    filter.answering(new Answer.Fail());
    negotiate(6, ALL_ACTIONS, ALL_STEPS);
    message("<a@example.org>");
    assertThat(sent.last()).isEqualTo(new Reply.Tempfail());
  }

  @Test
  void carriesSeveralMessagesAndForgetsEachOnesMacros() throws Exception {
    filter.tellingMacros("j", "auth_type", "i");
    negotiate(6, ALL_ACTIONS, ALL_STEPS);
    receive(new Command.Macros(CommandCode.SMFIC_CONNECT, Map.of("j", "mx.example")));
    connect();
    receive(new Command.Macros(CommandCode.SMFIC_MAIL, Map.of("auth_type", "PLAIN")));
    receive(new Command.Mail(List.of("<a@example.org>")));
    receive(new Command.Macros(CommandCode.SMFIC_EOB, Map.of("i", "4Xq")));
    receive(new Command.EndOfMessage(bytes("")));
    receive(new Command.Mail(List.of("<b@example.org>")));
    assertThat(filter.events())
        .containsSubsequence(
            "mail <a@example.org> j=mx.example auth_type=PLAIN",
            "end j=mx.example auth_type=PLAIN i=4Xq",
            "mail <b@example.org> j=mx.example");
  }

  @Test
  void authenticationHoldsOnlyForTheMailItCameWith() throws Exception {
    filter.tellingMacros("auth_type");
    negotiate(6, ALL_ACTIONS, ALL_STEPS);
    connect();
    receive(new Command.Macros(CommandCode.SMFIC_MAIL, Map.of("auth_type", "PLAIN")));
    receive(new Command.Signal(CommandCode.SMFIC_ABORT));
    receive(new Command.Mail(List.of("<a@example.org>")));
    receive(new Command.Macros(CommandCode.SMFIC_MAIL, Map.of("auth_type", "PLAIN")));
    receive(new Command.Mail(List.of("<b@example.org>")));
    receive(new Command.Mail(List.of("<c@example.org>")));
    assertThat(filter.events())
        .contains("mail <a@example.org>", "mail <b@example.org> auth_type=PLAIN")
        .endsWith("mail <c@example.org>");
  }

  @Test
  void abortEndsTheMessageAndKeepsTheClient() throws Exception {
    negotiate(6, ALL_ACTIONS, ALL_STEPS);
    connect();
    receive(new Command.Mail(List.of("<a@example.org>")));
    receive(new Command.Signal(CommandCode.SMFIC_ABORT));
    receive(new Command.Mail(List.of("<b@example.org>")));
    receive(new Command.EndOfMessage(bytes("")));
    assertThat(filter.events())
        .containsExactly(
            "connect client.example 2001:db8::1",
            "mail <a@example.org>",
            "abandoned",
            "mail <b@example.org>",
            "end");
  }

  @Test
  void quitNcMakesRoomForAnotherClientAndForgetsAllMacros() throws Exception {
    filter.tellingMacros("j");
    negotiate(6, ALL_ACTIONS, ALL_STEPS);
    receive(new Command.Macros(CommandCode.SMFIC_CONNECT, Map.of("j", "mx.example")));
    connect();
    receive(new Command.Signal(CommandCode.SMFIC_QUIT_NC));
    connect();
    receive(new Command.Mail(List.of("<a@example.org>")));
    assertThat(filter.events()).endsWith("mail <a@example.org>");
    assertThat(sent.closed).isFalse();
  }

  @Test
  void anAnswerThatComesTooLateIsNotSent() throws Exception {
    filter.notAnswering();
    negotiate(6, ALL_ACTIONS, ALL_STEPS);
    message("<a@example.org>");
    receive(new Command.Signal(CommandCode.SMFIC_ABORT));
    int before = sent.replies.size();
    filter.answerWaiting(new Answer.Refuse("550 5.7.1 late"));
    assertThat(sent.replies).hasSize(before);
    assertThat(filter.events()).endsWith("abandoned");
  }

  @Test
  void tellsTheFilterThatTheServerVanished() throws Exception {
    negotiate(6, ALL_ACTIONS, ALL_STEPS);
    connect();
    receive(new Command.Mail(List.of("<a@example.org>")));
    assertThat(session.isBusy()).isTrue();
    session.closed();
    assertThat(session.isBusy()).isFalse();
    assertThat(filter.events()).endsWith("abandoned");
  }

  @Test
  void closesOnQuit() throws Exception {
    negotiate(6, ALL_ACTIONS, ALL_STEPS);
    receive(new Command.Signal(CommandCode.SMFIC_QUIT));
    assertThat(sent.closed).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = CommandCode.class,
      mode = EnumSource.Mode.INCLUDE,
      names = {"SMFIC_BODY", "SMFIC_EOB", "SMFIC_HEADER", "SMFIC_RCPT", "SMFIC_OPTNEG"})
  void refusesCommandsOutOfOrder(CommandCode code) throws Exception {
    negotiate(6, ALL_ACTIONS, ALL_STEPS);
    connect();
    Command outOfOrder =
        switch (code) {
          case SMFIC_BODY -> new Command.Body(bytes("x"));
          case SMFIC_EOB -> new Command.EndOfMessage(bytes(""));
          case SMFIC_HEADER -> new Command.Header("Subject", "x");
          case SMFIC_RCPT -> new Command.Recipient(List.of("<b@example.net>"));
          default -> new Command.Negotiate(6, 0, 0);
        };
    assertThatThrownBy(() -> receive(outOfOrder)).isInstanceOf(MalformedPacketException.class);
  }

  @Test
  void refusesToTalkBeforeNegotiationAndWithVersion1() {
    assertThatThrownBy(this::connect).isInstanceOf(MalformedPacketException.class);
    assertThatThrownBy(() -> negotiate(1, 0, 0)).isInstanceOf(MalformedPacketException.class);
  }

  private void negotiate(int version, int actions, int steps) throws MalformedPacketException {
    receive(new Command.Negotiate(version, actions, steps));
  }

  private void connect() throws MalformedPacketException {
    receive(new Command.Connect("client.example", ClientAddress.parse("2001:db8::1")));
  }

  private void message(String sender) throws MalformedPacketException {
    connect();
    receive(new Command.Mail(List.of(sender)));
    receive(new Command.Recipient(List.of("<b@example.net>")));
    receive(new Command.Header("Subject", " hi"));
    receive(new Command.Body(bytes("text\r\n")));
    receive(new Command.EndOfMessage(bytes("")));
  }

  private void receive(Command command) throws MalformedPacketException {
    session.receive(command);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static final class Sent implements MilterSession.Replies {

    private final List<Reply> replies = new ArrayList<>();
    private boolean closed;

    Reply last() {
      return replies.get(replies.size() - 1);
    }

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
