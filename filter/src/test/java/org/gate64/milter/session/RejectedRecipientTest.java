package org.gate64.milter.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gate64.milter.wire.Command;
import org.gate64.milter.wire.MalformedPacketException;
import org.gate64.milter.wire.Reply;
import org.gate64.net.ClientAddress;
import org.junit.jupiter.api.Test;
import org.nightcode.milter.CommandCode;
import org.nightcode.milter.MacroPlace;
import org.nightcode.milter.ProtocolSteps;

/** Recipients that the mail server rejects and tells of all the same. */
class RejectedRecipientTest {

  private final RecordingFilter filter = new RecordingFilter();
  private final List<Reply> replies = new ArrayList<>();
  private final MilterSession session =
      new MilterSession(
          filter,
          Runnable::run,
          new MilterSession.Replies() {
            @Override
            public void send(List<Reply> sent) {
              replies.addAll(sent);
            }

            @Override
            public void close() {
              // Nothing to close.
            }
          });

  @Test
  void areAskedForWithWhatTellsThemApart() throws Exception {
    Reply.Negotiated agreed = negotiate();
    assertThat(agreed.steps() & ProtocolSteps.SEND_REJECT_RECIPIENTS).isNotZero();
    assertThat(agreed.macros().get(MacroPlace.SMFIM_ENVRCPT))
        .containsExactly("rcpt_mailer", "rcpt_host");
  }

  @Test
  void areNoRecipientsOfTheMessage() throws Exception {
    begin();
    recipient("<nobody@example.net>", Map.of("rcpt_mailer", "error", "rcpt_host", "5.1.1"));
    recipient("<b@example.net>", Map.of("rcpt_mailer", "local", "rcpt_host", "example.net"));
    assertThat(filter.events())
        .endsWith("rejected rcpt <nobody@example.net> 5.1.1", "rcpt <b@example.net>");
  }

  @Test
  void doNotMakeTheNextOneRejectedToo() throws Exception {
    begin();
    recipient("<nobody@example.net>", Map.of("rcpt_mailer", "error", "rcpt_host", "5.1.1"));
    session.receive(new Command.Recipient(List.of("<b@example.net>")));
    assertThat(filter.events()).endsWith("rcpt <b@example.net>");
  }

  @Test
  void areNotRefusedByUs() throws Exception {
    filter.refusingRecipients("550 5.7.25 no");
    begin();
    recipient("<nobody@example.net>", Map.of("rcpt_mailer", "error", "rcpt_host", "5.1.1"));
    assertThat(replies.get(replies.size() - 1)).isEqualTo(new Reply.Continue());
  }

  private Reply.Negotiated negotiate() throws MalformedPacketException {
    session.receive(new Command.Negotiate(6, 0x1ff, 0x1fffff));
    return (Reply.Negotiated) replies.get(0);
  }

  private void begin() throws MalformedPacketException {
    negotiate();
    session.receive(new Command.Connect("mail.example.org", ClientAddress.parse("2001:db8::1")));
    session.receive(new Command.Mail(List.of("<a@example.org>")));
  }

  private void recipient(String path, Map<String, String> macros) throws MalformedPacketException {
    session.receive(new Command.Macros(CommandCode.SMFIC_RCPT, macros));
    session.receive(new Command.Recipient(List.of(path)));
  }
}
