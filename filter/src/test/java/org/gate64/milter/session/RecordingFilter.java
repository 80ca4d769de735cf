package org.gate64.milter.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.gate64.net.ClientAddress;
import org.gate64.net.HeaderField;
import org.gate64.net.MailPath;

/** A filter that writes down what it is told, and answers as the test wants. */
public final class RecordingFilter implements MailFilter {

  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<Consumer<Answer>> waiting = new CopyOnWriteArrayList<>();
  private volatile Optional<Answer> answer =
      Optional.of(new Answer.Deliver(List.of(), Optional.empty()));
  private volatile Optional<Answer.Refuse> recipientAnswer = Optional.empty();
  private volatile RecipientReplies recipientReplies = RecipientReplies.NEEDED;
  private volatile List<String> macroNames = List.of();

  public List<String> events() {
    return events;
  }

  /** Answers every message so, at once. */
  public RecordingFilter answering(Answer always) {
    answer = Optional.of(always);
    return this;
  }

  /** Leaves messages waiting until {@link #answerWaiting}. */
  public RecordingFilter notAnswering() {
    answer = Optional.empty();
    return this;
  }

  public RecordingFilter refusingRecipients(String reply) {
    recipientAnswer = Optional.of(new Answer.Refuse(reply));
    return this;
  }

  public RecordingFilter withoutRecipientReplies() {
    recipientReplies = RecipientReplies.NOT_NEEDED;
    return this;
  }

  /** Writes these macros' values down at each MAIL and end of message. */
  public RecordingFilter tellingMacros(String... names) {
    macroNames = List.of(names);
    return this;
  }

  public void answerWaiting(Answer late) {
    waiting.forEach(reply -> reply.accept(late));
  }

  @Override
  public RecipientReplies recipientReplies() {
    return recipientReplies;
  }

  @Override
  public SmtpSession connected(Optional<ClientAddress> client, String clientName, Macros macros) {
    events.add("connect " + clientName + client.map(address -> " " + address).orElse(""));
    return new Session(macros);
  }

  private final class Session implements SmtpSession {

    private final Macros macros;

    Session(Macros macros) {
      this.macros = macros;
    }

    @Override
    public void helo(String name) {
      events.add("helo " + name);
    }

    @Override
    public Transaction mail(MailPath sender) {
      events.add("mail " + sender + values());
      return new Message();
    }

    private String values() {
      StringBuilder values = new StringBuilder();
      macroNames.forEach(
          name ->
              macros
                  .value(name)
                  .ifPresent(value -> values.append(' ').append(name).append('=').append(value)));
      return values.toString();
    }

    private final class Message implements Transaction {

      @Override
      public Optional<Answer.Refuse> recipient(MailPath recipient) {
        events.add("rcpt " + recipient);
        return recipientAnswer;
      }

      @Override
      public void rejectedRecipient(MailPath recipient, String status) {
        events.add("rejected rcpt " + recipient + " " + status);
      }

      @Override
      public void header(HeaderField field) {
        events.add("header " + field);
      }

      @Override
      public void body(ByteBuffer chunk) {
        events.add("body " + StandardCharsets.ISO_8859_1.decode(chunk));
      }

      @Override
      public void endOfMessage(Consumer<Answer> reply) {
        events.add("end" + values());
        if (answer.isPresent()) {
          reply.accept(answer.get());
        } else {
          waiting.add(reply);
        }
      }

      @Override
      public void abandoned() {
        events.add("abandoned");
      }
    }
  }
}
