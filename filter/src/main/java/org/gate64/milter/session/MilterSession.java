package org.gate64.milter.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.gate64.milter.session.MailFilter.SmtpSession;
import org.gate64.milter.session.MailFilter.Transaction;
import org.gate64.milter.wire.Command;
import org.gate64.milter.wire.Macro;
import org.gate64.milter.wire.MalformedPacketException;
import org.gate64.milter.wire.Reply;
import org.gate64.net.HeaderField;
import org.gate64.net.MailPath;
import org.nightcode.milter.CommandCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a mail server: as many SMTP sessions and messages as it cares to bring, one
 * after the other. Not thread-safe: everything happens on the thread of {@code loop}.
 */
public final class MilterSession {

  /** Where replies go. */
  public interface Replies {
    /** Sends replies that belong together. */
    void send(List<Reply> replies);

    /** Ends the connection when all that was sent is out. */
    void close();
  }

  private static final Logger LOG = LoggerFactory.getLogger(MilterSession.class);

  private final MailFilter filter;
  private final Executor loop;
  private final Replies replies;
  private final MacroTable macros = new MacroTable();

  private Phase phase = Phase.NEW;
  private Optional<Negotiation> negotiation = Optional.empty();
  private Optional<SmtpSession> smtpSession = Optional.empty();
  private Optional<Transaction> transaction = Optional.empty();

  /**
   * @param loop runs a task on the thread that calls this session
   */
  public MilterSession(MailFilter filter, Executor loop, Replies replies) {
    this.filter = filter;
    this.loop = loop;
    this.replies = replies;
  }

  /**
   * Takes the next command.
   *
   * @throws MalformedPacketException where the command is out of order; the session is of no more
   *     use then
   */
  public void receive(Command command) throws MalformedPacketException {
    if (!phase.accepts(command.code())) {
      throw new MalformedPacketException(command.code() + " in the phase " + phase);
    }
    if (command instanceof Command.Negotiate offer) {
      negotiate(offer);
    } else if (command instanceof Command.Macros values) {
      macros.put(values.stage(), values.values());
    } else if (command instanceof Command.Connect connect) {
      connect(connect);
    } else if (command instanceof Command.Helo helo) {
      endTransaction(Phase.CONNECTED);
      smtpSession.ifPresent(session -> session.helo(helo.name()));
      goOn(helo);
    } else if (command instanceof Command.Mail mail) {
      mail(mail);
    } else if (command instanceof Command.Recipient recipient) {
      recipient(recipient);
    } else if (command instanceof Command.Header header) {
      header(header);
    } else if (command instanceof Command.Body body) {
      body(body.chunk());
      goOn(body);
    } else if (command instanceof Command.EndOfMessage end) {
      body(end.lastChunk());
      endOfMessage();
    } else if (command instanceof Command.Signal signal) {
      signal(signal);
    }
  }

  /** The connection is gone. */
  public void closed() {
    endTransaction(Phase.CLOSED);
  }

  /** Whether a message is on its way, so that a shutdown had better wait for it. */
  public boolean isBusy() {
    return transaction.isPresent();
  }

  private void negotiate(Command.Negotiate offer) throws MalformedPacketException {
    Negotiation agreed = Negotiation.answer(offer, filter.recipientReplies());
    negotiation = Optional.of(agreed);
    phase = Phase.NEGOTIATED;
    if (!agreed.mayChangeEverything()) {
      LOG.warn("The mail server lets no milter change headers or hold mail: verdicts stay unseen.");
    }
    replies.send(List.of(agreed.reply()));
  }

  private void connect(Command.Connect connect) {
    smtpSession = Optional.of(filter.connected(connect.client(), connect.clientName(), macros));
    phase = Phase.CONNECTED;
    goOn(connect);
  }

  private void mail(Command.Mail mail) {
    Optional<Transaction> previous = transaction;
    previous.ifPresent(Transaction::abandoned);
    macros.beginMessage();
    MailPath sender = MailPath.parse(text(mail.arguments().get(0)));
    transaction = smtpSession.map(session -> session.mail(sender));
    phase = Phase.ENVELOPE;
    goOn(mail);
  }

  private void recipient(Command.Recipient command) {
    MailPath recipient = MailPath.parse(text(command.arguments().get(0)));
    Optional<Answer.Refuse> refusal = transaction.flatMap(mail -> ask(mail, recipient));
    macros.forget(CommandCode.SMFIC_RCPT);
    if (refusal.isPresent() && awaitsReply(command)) {
      replies.send(List.of(new Reply.ReplyCode(refusal.get().reply())));
    } else {
      goOn(command);
    }
  }

  private Optional<Answer.Refuse> ask(Transaction mail, MailPath recipient) {
    boolean rejected =
        macros.value(Macro.RECIPIENT_MAILER).filter(Macro.NO_MAILER::equals).isPresent();
    if (rejected) {
      mail.rejectedRecipient(recipient, macros.value(Macro.RECIPIENT_HOST).orElse(""));
      return Optional.empty();
    }
    return mail.recipient(recipient);
  }

  private void header(Command.Header header) {
    phase = Phase.HEADER;
    boolean leadingSpace = negotiation.map(Negotiation::keepsLeadingSpace).orElse(false);
    String value = leadingSpace ? header.value() : " " + header.value();
    HeaderField field = new HeaderField(header.name(), LineEnds.toCrlf(value));
    transaction.ifPresent(mail -> mail.header(field));
    goOn(header);
  }

  private void body(ByteBuffer chunk) {
    phase = Phase.BODY;
    if (chunk.hasRemaining()) {
      transaction.ifPresent(mail -> mail.body(chunk));
    }
  }

  private void endOfMessage() {
    Transaction judged = transaction.orElseThrow();
    phase = Phase.JUDGING;
    judged.endOfMessage(answer -> loop.execute(() -> answer(judged, answer)));
  }

  private void answer(Transaction judged, Answer answer) {
    boolean stillWaiting = transaction.filter(current -> current == judged).isPresent();
    if (!stillWaiting || phase != Phase.JUDGING) {
      return;
    }
    transaction = Optional.empty();
    macros.forgetMessage();
    phase = Phase.CONNECTED;
    replies.send(toReplies(answer));
  }

  private void signal(Command.Signal signal) {
    switch (signal.code()) {
      case SMFIC_ABORT -> {
        endTransaction(phase == Phase.NEGOTIATED ? phase : Phase.CONNECTED);
        macros.forgetMessage();
      }
      case SMFIC_QUIT -> {
        endTransaction(Phase.CLOSED);
        replies.close();
      }
      case SMFIC_QUIT_NC -> {
        endTransaction(Phase.NEGOTIATED);
        smtpSession = Optional.empty();
        macros.forgetAll();
      }
      case SMFIC_EOH -> {
        phase = Phase.BODY;
        goOn(signal);
      }
      default -> goOn(signal);
    }
  }

  private void endTransaction(Phase next) {
    Optional<Transaction> ended = transaction;
    transaction = Optional.empty();
    phase = next;
    ended.ifPresent(
        mail -> {
          macros.forgetMessage();
          mail.abandoned();
        });
  }

  private void goOn(Command command) {
    if (awaitsReply(command)) {
      replies.send(List.of(new Reply.Continue()));
    }
  }

  private boolean awaitsReply(Command command) {
    return negotiation.map(agreed -> agreed.awaitsReply(command.code())).orElse(true);
  }

  private List<Reply> toReplies(Answer answer) {
    if (answer instanceof Answer.Refuse refuse) {
      return List.of(new Reply.ReplyCode(refuse.reply()));
    }
    if (answer instanceof Answer.Deliver deliver) {
      List<Reply> all = new ArrayList<>();
      deliver.changes().forEach(change -> all.add(toReply(change)));
      deliver.hold().ifPresent(reason -> all.add(new Reply.Quarantine(reason)));
      Negotiation agreed = negotiation.orElseThrow();
      all.removeIf(change -> !agreed.mayChange(change));
      all.add(new Reply.Continue());
      return all;
    }
    return List.of(new Reply.Tempfail());
  }

  private Reply toReply(Answer.HeaderChange change) {
    if (change instanceof Answer.HeaderChange.Add add) {
      boolean leadingSpace = negotiation.map(Negotiation::keepsLeadingSpace).orElse(false);
      return new Reply.InsertHeader(0, add.name(), leadingSpace ? " " + add.value() : add.value());
    }
    Answer.HeaderChange.Remove remove = (Answer.HeaderChange.Remove) change;
    return new Reply.RemoveHeader(remove.occurrence(), remove.name());
  }

  /** An octet string as text: UTF-8 (RFC 6531) where it is, each byte a character where not. */
  private static String text(String octets) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      return octets;
    }
  }
}
