package org.gate64.screening;

import java.time.Duration;
import java.util.Optional;
import org.gate64.net.ClientAddress;
import org.gate64.net.MailPath;
import org.gate64.net.Network;
import org.gate64.reporting.Decision;
import org.gate64.reporting.Judgement;
import org.gate64.reporting.Recipients;

/**
 * What is known of a message before its content.
 *
 * @param startedNanos when MAIL came, by the ticker
 */
record Envelope(
    Optional<ClientAddress> client,
    Optional<Network> network,
    String clientName,
    String helo,
    MailPath sender,
    long startedNanos) {

  Decision decision(
      Screening screening,
      Judgement judgement,
      Recipients recipients,
      String queueId,
      Duration waited) {
    return new Decision(
        screening.clock().instant(),
        client,
        network,
        clientName,
        helo,
        sender,
        recipients,
        queueId,
        judgement,
        Duration.ofNanos(screening.now() - startedNanos),
        waited);
  }
}
