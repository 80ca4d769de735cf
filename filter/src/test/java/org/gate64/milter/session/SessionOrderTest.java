package org.gate64.milter.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gate64.milter.session.SessionFixture.bytes;

import java.util.List;
import java.util.Map;
import org.gate64.milter.wire.Command;
import org.gate64.milter.wire.MalformedPacketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nightcode.milter.CommandCode;

/** What follows what in a session: messages, clients, and the end. */
class SessionOrderTest {

  private final SessionFixture fixture = new SessionFixture();

  @Test
  void carriesSeveralMessagesAndForgetsEachOnesMacros() throws Exception {
    fixture.filter().tellingMacros("j", "auth_type", "i");
    fixture.negotiateAll();
    fixture.receive(new Command.Macros(CommandCode.SMFIC_CONNECT, Map.of("j", "mx.example")));
    fixture.connect();
    fixture.receive(new Command.Macros(CommandCode.SMFIC_MAIL, Map.of("auth_type", "PLAIN")));
    fixture.mail("<a@example.org>");
    fixture.receive(new Command.Macros(CommandCode.SMFIC_EOB, Map.of("i", "4Xq")));
    fixture.receive(new Command.EndOfMessage(bytes("")));
    fixture.mail("<b@example.org>");
    assertThat(fixture.filter().events())
        .containsSubsequence(
            "mail <a@example.org> j=mx.example auth_type=PLAIN",
            "end j=mx.example auth_type=PLAIN i=4Xq",
            "mail <b@example.org> j=mx.example");
  }

  @Test
  void authenticationHoldsOnlyForTheMailItCameWith() throws Exception {
    fixture.filter().tellingMacros("auth_type");
    fixture.negotiateAll();
    fixture.connect();
    fixture.receive(new Command.Macros(CommandCode.SMFIC_MAIL, Map.of("auth_type", "PLAIN")));
    fixture.receive(new Command.Signal(CommandCode.SMFIC_ABORT));
    fixture.mail("<a@example.org>");
    fixture.receive(new Command.Macros(CommandCode.SMFIC_MAIL, Map.of("auth_type", "PLAIN")));
    fixture.mail("<b@example.org>");
    fixture.mail("<c@example.org>");
    assertThat(fixture.filter().events())
        .contains("mail <a@example.org>", "mail <b@example.org> auth_type=PLAIN")
        .endsWith("mail <c@example.org>");
  }

  @Test
  void abortEndsTheMessageAndKeepsTheClient() throws Exception {
    fixture.negotiateAll();
    fixture.connect();
    fixture.mail("<a@example.org>");
    fixture.receive(new Command.Signal(CommandCode.SMFIC_ABORT));
    fixture.mail("<b@example.org>");
    fixture.receive(new Command.EndOfMessage(bytes("")));
    assertThat(fixture.filter().events())
        .containsExactly(
            "connect client.example 2001:db8::1",
            "mail <a@example.org>",
            "abandoned",
            "mail <b@example.org>",
            "end");
  }

  @Test
  void quitNcMakesRoomForAnotherClientAndForgetsAllMacros() throws Exception {
    fixture.filter().tellingMacros("j");
    fixture.negotiateAll();
    fixture.receive(new Command.Macros(CommandCode.SMFIC_CONNECT, Map.of("j", "mx.example")));
    fixture.connect();
    fixture.receive(new Command.Signal(CommandCode.SMFIC_QUIT_NC));
    fixture.connect();
    fixture.mail("<a@example.org>");
    assertThat(fixture.filter().events()).endsWith("mail <a@example.org>");
    assertThat(fixture.isClosed()).isFalse();
  }

  @Test
  void anAnswerThatComesTooLateIsNotSent() throws Exception {
    fixture.filter().notAnswering();
    fixture.negotiateAll();
    fixture.message("<a@example.org>");
    fixture.receive(new Command.Signal(CommandCode.SMFIC_ABORT));
    int before = fixture.replies().size();
    fixture.filter().answerWaiting(new Answer.Refuse("550 5.7.1 late"));
    assertThat(fixture.replies()).hasSize(before);
    assertThat(fixture.filter().events()).endsWith("abandoned");
  }

  @Test
  void tellsTheFilterThatTheServerVanished() throws Exception {
    fixture.negotiateAll();
    fixture.connect();
    fixture.mail("<a@example.org>");
    assertThat(fixture.session().isBusy()).isTrue();
    fixture.session().closed();
    assertThat(fixture.session().isBusy()).isFalse();
    assertThat(fixture.filter().events()).endsWith("abandoned");
  }

  @Test
  void closesOnQuit() throws Exception {
    fixture.negotiateAll();
    fixture.receive(new Command.Signal(CommandCode.SMFIC_QUIT));
    assertThat(fixture.isClosed()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = CommandCode.class,
      mode = EnumSource.Mode.INCLUDE,
      names = {"SMFIC_BODY", "SMFIC_EOB", "SMFIC_HEADER", "SMFIC_RCPT", "SMFIC_OPTNEG"})
  void refusesCommandsOutOfOrder(CommandCode code) throws Exception {
    fixture.negotiateAll();
    fixture.connect();
    Command outOfOrder =
        switch (code) {
          case SMFIC_BODY -> new Command.Body(bytes("x"));
          case SMFIC_EOB -> new Command.EndOfMessage(bytes(""));
          case SMFIC_HEADER -> new Command.Header("Subject", "x");
          case SMFIC_RCPT -> new Command.Recipient(List.of("<b@example.net>"));
          default -> new Command.Negotiate(6, 0, 0);
        };
    assertThatThrownBy(() -> fixture.receive(outOfOrder))
        .isInstanceOf(MalformedPacketException.class);
  }

  @Test
  void refusesToTalkBeforeNegotiationAndWithVersion1() {
    assertThatThrownBy(fixture::connect).isInstanceOf(MalformedPacketException.class);
    assertThatThrownBy(() -> fixture.negotiate(1, 0, 0))
        .isInstanceOf(MalformedPacketException.class);
  }
}
