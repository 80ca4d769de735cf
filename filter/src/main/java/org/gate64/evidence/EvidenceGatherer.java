package org.gate64.evidence;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.gate64.dns.Payer;
import org.gate64.evidence.content.ContentFilter;
import org.gate64.evidence.content.ContentReading;
import org.gate64.evidence.dkim.DkimVerifier;
import org.gate64.evidence.dmarc.DmarcCheck;
import org.gate64.evidence.fcrdns.FcrdnsCheck;
import org.gate64.evidence.spf.SpfCheck;
import org.gate64.evidence.spf.SpfQuery;
import org.gate64.net.ClientAddress;

/** Has everything found out about a message, each piece as soon as it can be asked for. */
public final class EvidenceGatherer {

  private final FcrdnsCheck fcrdns;
  private final SpfCheck spf;
  private final DkimVerifier dkim;
  private final DmarcCheck dmarc;
  private final Optional<ContentFilter> contentFilter;
  private final Executor cpu;
  private final ScheduledExecutorService timer;
  private final Deadlines deadlines;

  /**
   * @param contentFilter one that has seen each message before; empty for none
   * @param cpu where gathering is wound up when time is over, or not worth waiting any longer;
   *     where it does not get its turn either, gate64 is overloaded
   * @param timer wakes up what waited too long, and does nothing else
   * @param patience how long a complete message may wait for evidence that is still missing
   */
  public EvidenceGatherer(
      FcrdnsCheck fcrdns,
      SpfCheck spf,
      DkimVerifier dkim,
      DmarcCheck dmarc,
      Optional<ContentFilter> contentFilter,
      Executor cpu,
      ScheduledExecutorService timer,
      Duration patience) {
    this.fcrdns = fcrdns;
    this.spf = spf;
    this.dkim = dkim;
    this.dmarc = dmarc;
    this.contentFilter = contentFilter;
    this.cpu = cpu;
    this.timer = timer;
    this.deadlines = new Deadlines(cpu, timer, patience);
  }

  /** Begins with a client, when it has connected. */
  public ClientEvidence client(ClientAddress client) {
    return new ClientEvidence(fcrdns.check(client));
  }

  /** Begins with a message of that client, at MAIL. */
  public MessageEvidence message(ClientEvidence client, SpfQuery query) {
    HeloInquiry helo = client.helo(query.ofHelo(), this::beginHelo);
    boolean heloCounts = query.sender().isNull();
    return new MessageEvidence(
        Payer.of(query.client()),
        client,
        heloCounts ? helo.inquiry() : spf.check(query),
        heloCounts ? Optional.empty() : Optional.of(helo),
        dkim,
        dmarc,
        contentFilter.map(ContentReading::new),
        deadlines);
  }

  private HeloInquiry beginHelo(SpfQuery query) {
    return HeloInquiry.of(query, spf.check(query), cpu, timer);
  }
}
