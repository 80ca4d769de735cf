package org.gate64.evidence;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gate64.evidence.author.Author;
import org.gate64.evidence.content.ContentStatus;
import org.gate64.evidence.dkim.DkimResult;
import org.gate64.evidence.dkim.DkimStatus;
import org.gate64.evidence.dmarc.Alignment;
import org.gate64.evidence.dmarc.DmarcResult;
import org.gate64.evidence.fcrdns.FcrdnsResult;
import org.gate64.evidence.spf.SpfResult;
import org.gate64.evidence.spf.SpfStatus;
import org.gate64.net.DomainName;

/**
 * All that was found out about one message.
 *
 * @param spf what counts of SPF: the result for the sender's domain, or for the HELO name where the
 *     sender is null (RFC 7208, section 2.4)
 * @param helo the result for the HELO name, where it is not the one that counts; only reported
 * @param dkim one result for each signature looked at, in the order of the header; empty for a
 *     message without signatures
 * @param content what the content filter found that ran before; empty where none is configured
 */
public record Evidence(
    FcrdnsResult fcrdns,
    SpfResult spf,
    Optional<SpfResult> helo,
    List<DkimResult> dkim,
    Author author,
    DmarcResult dmarc,
    Optional<ContentStatus> content) {
  public Evidence {
    dkim = List.copyOf(dkim);
  }

  /** Whether SPF or any DKIM signature passed. */
  public boolean authenticated() {
    return spf.passed() || dkim.stream().anyMatch(DkimResult::passed);
  }

  /**
   * The domain that answers for the message: the author's organization, where a pass is aligned
   * with it, else the domain that passed, a signer rather than the sender.
   */
  public Optional<AuthenticatedDomain> authenticatedDomain() {
    return spokenFor()
        .map(domain -> new AuthenticatedDomain(domain, true, isSentBy(domain)))
        .or(() -> passed().map(domain -> new AuthenticatedDomain(domain, false, isSentBy(domain))));
  }

  /** The author's organization, or as much of it as DNS would tell. */
  private Optional<DomainName> spokenFor() {
    boolean one = author instanceof Author.Known known && known.domains().size() == 1;
    return Optional.of(dmarc)
        .filter(result -> one && result.alignment() == Alignment.ALIGNED)
        .flatMap(result -> result.organization().or(result::author));
  }

  private Optional<DomainName> passed() {
    return Stream.concat(
            dkim.stream().filter(DkimResult::passed).flatMap(result -> result.domain().stream()),
            Optional.of(spf).filter(SpfResult::passed).flatMap(SpfResult::domain).stream())
        .findFirst();
  }

  private boolean isSentBy(DomainName domain) {
    return spf.passed() && spf.domain().filter(sender -> sender.isWithin(domain)).isPresent();
  }

  /**
   * Whether another domain than {@link #authenticatedDomain} might answer for the message, had DNS
   * told all: nobody speaks for its author yet, and something is undecided.
   */
  public boolean mayBeAnsweredForByAnother() {
    boolean open = authenticationUnavailable() || dmarc.alignment() == Alignment.UNKNOWN;
    return open && spokenFor().isEmpty();
  }

  /** Whether SPF or a signature could not be decided for now. */
  public boolean authenticationUnavailable() {
    return spf.status() == SpfStatus.TEMPERROR
        || dkim.stream().anyMatch(result -> result.status() == DkimStatus.TEMPERROR);
  }
}
