package org.gate64.milter.session;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.gate64.net.ClientAddress;
import org.gate64.net.HeaderField;
import org.gate64.net.MailPath;

/**
 * The port to whoever judges the mail. All calls of one session come in order and on one thread,
 * which must not be kept waiting.
 */
public interface MailFilter {

  /** Whether recipients may be refused, so that each has to be asked about. */
  RecipientReplies recipientReplies();

  /**
   * A client has connected.
   *
   * @param client empty for a local submission
   * @param clientName what the mail server calls the client; hostile text
   * @param macros what the mail server tells beside its commands, as of now at any later time
   */
  SmtpSession connected(Optional<ClientAddress> client, String clientName, Macros macros);

  /** Whether the server must wait for an answer to RCPT. */
  enum RecipientReplies {
    NEEDED,
    NOT_NEEDED
  }

  /** Macros sent so far that still hold. */
  interface Macros {

    /** The value of the macro (name without braces); hostile text. */
    Optional<String> value(String name);
  }

  /** One client's session with the mail server. */
  interface SmtpSession {

    /** HELO or EHLO; may come again. */
    void helo(String name);

    /** MAIL: a message begins. */
    Transaction mail(MailPath sender);
  }

  /** One message on its way. After {@link #abandoned} nothing more comes. */
  interface Transaction {

    /** RCPT. An answer is needed at once: empty to go on. */
    Optional<Answer.Refuse> recipient(MailPath recipient);

    /**
     * RCPT for a recipient that the mail server has rejected itself; only some servers tell.
     *
     * @param status why, an enhanced status code (RFC 3463); hostile text, may be empty
     */
    void rejectedRecipient(MailPath recipient, String status);

    void header(HeaderField field);

    /** A piece of the body, to be read before this returns. */
    void body(ByteBuffer chunk);

    /**
     * All of the message has been seen.
     *
     * @param reply to be called once, soon, on any thread
     */
    void endOfMessage(Consumer<Answer> reply);

    /** The message will not come to an end: the client or the server gave up. */
    void abandoned();
  }
}
