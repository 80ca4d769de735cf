package org.gate64.screening;

import java.util.Optional;
import org.gate64.evidence.ClientEvidence;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfQuery;
import org.gate64.milter.session.MailFilter;
import org.gate64.milter.wire.Macro;
import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.gate64.net.MailPath;
import org.gate64.net.Network;
import org.gate64.reporting.Exemption;

/** One client's session. */
final class ScreenedSession implements MailFilter.SmtpSession {

  private static final DomainName NAMELESS = DomainName.parse("unknown").orElseThrow();

  private final Screening screening;
  private final Optional<ClientAddress> client;
  private final Optional<Network> network;
  private final String clientName;
  private final MailFilter.Macros macros;
  private final Optional<Exemption> exemption;
  private Optional<ClientEvidence> evidence;
  private String helo = "";

  ScreenedSession(
      Screening screening,
      Optional<ClientAddress> client,
      String clientName,
      MailFilter.Macros macros) {
    this.screening = screening;
    this.client = client;
    this.network = client.map(screening::networkOf);
    this.clientName = clientName;
    this.macros = macros;
    this.exemption = exemptionOfClient();
    this.evidence =
        exemption.isPresent() ? Optional.empty() : client.map(screening.gatherer()::client);
  }

  @Override
  public void helo(String name) {
    helo = name;
  }

  @Override
  public MailFilter.Transaction mail(MailPath sender) {
    Envelope envelope = new Envelope(client, network, clientName, helo, sender, screening.now());
    Optional<Exemption> exempt = exemption.or(this::exemptionOfUser);
    askAgainAfterOutage();
    if (exempt.isPresent() || client.isEmpty() || evidence.isEmpty()) {
      return new ExemptMessage(screening, envelope, macros, exempt.orElse(Exemption.LOCAL));
    }
    SpfQuery query = new SpfQuery(client.get(), helo, sender, receiver());
    return new ScreenedMessage(
        screening,
        envelope,
        macros,
        evidence.get(),
        screening.gatherer().message(evidence.get(), query),
        client.get(),
        screening.memory(client.get(), envelope));
  }

  /** What DNS would not say when the client connected, it may say now. */
  private void askAgainAfterOutage() {
    boolean outage =
        evidence
            .flatMap(ClientEvidence::fcrdnsByNow)
            .filter(FcrdnsResult.Unavailable.class::isInstance)
            .isPresent();
    if (outage) {
      evidence = client.map(screening.gatherer()::client);
    }
  }

  private Optional<Exemption> exemptionOfClient() {
    if (client.isEmpty()) {
      return Optional.of(Exemption.LOCAL);
    }
    return screening
        .settings()
        .trusted()
        .longestMatch(client.get())
        .map(trusted -> Exemption.TRUSTED_NETWORK);
  }

  private Optional<Exemption> exemptionOfUser() {
    boolean authenticated =
        isSet(macros.value(Macro.AUTH_TYPE)) || isSet(macros.value(Macro.AUTH_AUTHEN));
    return authenticated ? Optional.of(Exemption.AUTHENTICATED) : Optional.empty();
  }

  private static boolean isSet(Optional<String> value) {
    return value.filter(text -> !text.isBlank()).isPresent();
  }

  private DomainName receiver() {
    return macros.value(Macro.MTA_NAME).flatMap(DomainName::parse).orElse(NAMELESS);
  }
}
