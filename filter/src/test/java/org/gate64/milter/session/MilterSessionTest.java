package org.gate64.milter.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gate64.milter.session.SessionFixture.ALL_STEPS;
import static org.gate64.milter.session.SessionFixture.bytes;

import java.util.List;
import java.util.Optional;
import org.gate64.milter.session.Answer.HeaderChange;
import org.gate64.milter.wire.Command;
import org.gate64.milter.wire.Reply;
import org.junit.jupiter.api.Test;
import org.nightcode.milter.CommandCode;
import org.nightcode.milter.ProtocolSteps;

/** What is agreed upon, and how one message goes. */
class MilterSessionTest {

  private final SessionFixture fixture = new SessionFixture();

  @Test
  void takesAwayEveryStepAndReplyThatIsNotNeeded() throws Exception {
    fixture.filter().withoutRecipientReplies();
    fixture.negotiateAll();
    Reply.Negotiated agreed = (Reply.Negotiated) fixture.replies().get(0);
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
    fixture.message("<a@example.org>");
    assertThat(fixture.replies()).as("one for the offer, one for the message").hasSize(2);
  }

  @Test
  void asksForRecipientsWhereTheyMayBeRefused() throws Exception {
    fixture.filter().refusingRecipients("550 5.7.25 no");
    fixture.negotiateAll();
    fixture.connect();
    fixture.mail("<a@example.org>");
    fixture.receive(new Command.Recipient(List.of("<b@example.net>")));
    assertThat(fixture.lastReply()).isEqualTo(new Reply.ReplyCode("550 5.7.25 no"));
  }

  @Test
  void answersEveryCommandOfVersion2() throws Exception {
    fixture.negotiate(2, 0x3f, 0x7f & ~ProtocolSteps.NO_EOH);
    assertThat(((Reply.Negotiated) fixture.replies().get(0)).version()).isEqualTo(2);
    fixture.connect();
    fixture.receive(new Command.Helo("client.example"));
    fixture.mail("<a@example.org>");
    fixture.receive(new Command.Recipient(List.of("<b@example.net>")));
    fixture.receive(new Command.Header("Subject", "hi"));
    fixture.receive(new Command.Signal(CommandCode.SMFIC_EOH));
    fixture.receive(new Command.Body(bytes("text\r\n")));
    fixture.receive(new Command.EndOfMessage(bytes("")));
    assertThat(fixture.replies()).hasSize(9);
    assertThat(fixture.replies().subList(1, 9)).containsOnly(new Reply.Continue());
    assertThat(fixture.filter().events())
        .as("the space that the server took away is back")
        .contains("header Subject: hi");
  }

  @Test
  void takesTheLastOfTheBodyFromTheEnd() throws Exception {
    fixture.negotiate(2, 0x3f, 0);
    fixture.connect();
    fixture.mail("<a@example.org>");
    fixture.receive(new Command.EndOfMessage(bytes("all of it\r\n")));
    assertThat(fixture.filter().events()).contains("body all of it\r\n");
  }

  @Test
  void givesHeaderFieldsAsTheyWereSigned() throws Exception {
    fixture.negotiateAll();
    fixture.connect();
    fixture.mail("<a@example.org>");
    fixture.receive(new Command.Header("Subject", "  caf\u00e9\n\tand\r\n more"));
    assertThat(fixture.filter().events()).contains("header Subject:  caf\u00e9\r\n\tand\r\n more");
  }

  @Test
  void writesChangesInTheServersNotation() throws Exception {
    fixture
        .filter()
        .answering(
            new Answer.Deliver(
                List.of(
                    new HeaderChange.Remove("Gate64-Verdict", 2),
                    new HeaderChange.Add("Gate64-Verdict", "accept")),
                Optional.of("look at it")));
    fixture.negotiateAll();
    fixture.message("<a@example.org>");
    assertThat(fixture.replies().subList(1, fixture.replies().size()))
        .endsWith(
            new Reply.RemoveHeader(2, "Gate64-Verdict"),
            new Reply.InsertHeader(0, "Gate64-Verdict", " accept"),
            new Reply.Quarantine("look at it"),
            new Reply.Continue());
  }

  @Test
  void asksForNothingThatTheServerCannotDo() throws Exception {
    fixture
        .filter()
        .answering(
            new Answer.Deliver(
                List.of(new HeaderChange.Add("Gate64-Verdict", "accept")), Optional.of("look")));
    fixture.negotiate(6, 0, ALL_STEPS);
    fixture.message("<a@example.org>");
    assertThat(fixture.lastReply()).isEqualTo(new Reply.Continue());
    assertThat(fixture.replies()).noneMatch(Reply.InsertHeader.class::isInstance);
    assertThat(fixture.replies()).noneMatch(Reply.Quarantine.class::isInstance);
  }

  @Test
  void tellsTheServerToTryLaterWhereTheFilterBroke() throws Exception {
    fixture.filter().answering(new Answer.Fail());
    fixture.negotiateAll();
    fixture.message("<a@example.org>");
    assertThat(fixture.lastReply()).isEqualTo(new Reply.Tempfail());
  }
}
