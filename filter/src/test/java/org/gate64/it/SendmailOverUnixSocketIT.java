package org.gate64.it;

/** Sendmail asks over a unix socket. */
class SendmailOverUnixSocketIT extends MailServerContract {

  SendmailOverUnixSocketIT() {
    super(Mta.SENDMAIL, MilterTransport.UNIX_SOCKET);
  }
}
