package org.gate64.reporting;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gate64.net.ClientAddress;
import org.gate64.net.MailPath;
import org.gate64.net.Network;

/**
 * One message, or the attempt at one, and what became of it. All text is as it came from outside.
 *
 * @param at when the verdict was given
 * @param client empty for a local submission
 * @param network the client's network; empty for a local submission
 * @param clientName what the mail server calls the client, perhaps {@code unknown}
 * @param helo the HELO or EHLO argument; empty where there was none
 * @param sender the reverse-path
 * @param recipients whom the client had named by then
 * @param queueId the mail server's own name for the message (macro i); empty where it gave none
 * @param judgement the verdict and what it rests on
 * @param elapsed from MAIL to the verdict
 * @param waited how much of that went by after all of the message was there, waiting for DNS
 */
public record Decision(
    Instant at,
    Optional<ClientAddress> client,
    Optional<Network> network,
    String clientName,
    String helo,
    MailPath sender,
    Recipients recipients,
    String queueId,
    Judgement judgement,
    Duration elapsed,
    Duration waited) {}
