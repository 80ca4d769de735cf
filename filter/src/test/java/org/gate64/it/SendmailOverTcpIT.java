package org.gate64.it;

/** Sendmail asks over TCP. */
class SendmailOverTcpIT extends MailServerContract {

  SendmailOverTcpIT() {
    super(Mta.SENDMAIL, MilterTransport.TCP);
  }
}
