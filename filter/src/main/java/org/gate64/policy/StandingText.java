package org.gate64.policy;

import org.gate64.net.Network;
import org.gate64.reputation.Standing;
import org.gate64.reputation.Standings;

/**
 * Says what is held against a network or a domain, and how it can mend that. Texts from outside are
 * still in it.
 */
final class StandingText {

  private final PolicyContext context;
  private final Standings standings;

  StandingText(PolicyContext context, Standings standings) {
    this.context = context;
    this.standings = standings;
  }

  String networkBad() {
    return switch (standings.network().basis()) {
      case OWN ->
          "Too much unwanted mail has come from %s. Find out what sends it and stop it; what is remembered fades by itself."
                  .formatted(sources())
              + " Mail with DKIM for the domain in From is taken all the same where that domain has a"
              + " good name here.";
      case INHERITED ->
          "Much unwanted mail has come from the neighbourhood of %s, and too little is known of this network itself."
                  .formatted(context.network())
              + " This is not for good: please try again later, and sign with DKIM for the domain in"
              + " From, so that you can be told from your neighbours.";
      case PINNED ->
          "The operator of this server takes no mail from %s.".formatted(context.network())
              + " If you think that this is wrong, please tell its postmaster.";
    };
  }

  String domainBad() {
    String domain =
        standings
            .speaker()
            .map(speaker -> RefusalText.name(speaker.domain()))
            .orElse("the domain that the message is authenticated for");
    return switch (domainBasis()) {
      case OWN, INHERITED ->
          "Too much of the mail that is authenticated for %s was unwanted here.".formatted(domain)
              + " Find out who sends it and stop it; what is remembered fades by itself.";
      case PINNED ->
          "The operator of this server takes no mail of %s.".formatted(domain)
              + " If you think that this is wrong, please tell its postmaster.";
    };
  }

  String rate() {
    String allowed =
        standings.traffic().allowed().map(" (%d messages an hour)"::formatted).orElse("");
    return "%s sends more mail than this server takes from it%s."
            .formatted(context.network(), allowed)
        + " Please send more slowly, and try again later. More is taken from networks whose mail is"
        + " wanted.";
  }

  private Standing.Basis domainBasis() {
    return standings
        .speaker()
        .map(speaker -> speaker.standing().basis())
        .orElse(Standing.Basis.OWN);
  }

  /** What is remembered may be of the address alone, where others in its network proved better. */
  private String sources() {
    Network network = context.network();
    return network.isOneAddress()
        ? network.toString()
        : "[%s] or others in its network, %s".formatted(context.client(), network);
  }
}
