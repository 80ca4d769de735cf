package org.gate64.dns;

import com.github.benmanes.caffeine.cache.Ticker;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells trouble of our own resolver from the troubles of those who are asked about, by the share of
 * lookups that failed during the last minute.
 *
 * <p>Every failure but our own {@link FailureReason#OVERLOAD} counts, for none of them shows whose
 * fault it is: SERVFAIL says that a zone is broken, or that the resolver has lost its own way out.
 * What differs is how many are struck. A broken resolver fails everybody; a flood of mail from one
 * network fails in that network's zones. So each zone, or what {@link ZoneKey} takes for one, is
 * heard once in ten seconds, whether its lookup failed or not, and the rest of its lookups are
 * passed over.
 *
 * <p>That is a sample, and it errs on purpose. Zones share 1024 places by their hash, so on a host
 * that asks thousands of zones in ten seconds some speak for others. The cache in front remembers
 * answers for longer than failures, so the share is higher here than among all questions. And
 * somebody who collects many broken zones, and names them in PTR records or as senders, can push
 * the share up: on a busy host that takes as many of them as all honest senders have zones, on a
 * quiet one a handful. All he gains is that refusals which rest on DNS are temporary while he goes
 * on, so no stricter measure is worth its cost.
 *
 * <p>It turns {@link State#FAILING} at the limit, and {@link State#SOUND} again at half the limit,
 * or when a minute has gone by without lookups. Memory is fixed, and nothing is allocated for a
 * lookup.
 */
public final class ResolverHealth {

  /** How the resolver is. */
  public enum State {
    SOUND,
    FAILING
  }

  private static final Logger LOG = LoggerFactory.getLogger(ResolverHealth.class);
  private static final int WHOLE = 100;

  private final HealthSettings settings;
  private final Ticker ticker;
  private final long start;
  private final LastMinute minute = new LastMinute();
  private String latestFailure = "";
  private volatile long judgedIn;
  private volatile State state = State.SOUND;

  /** Begins sound, with nothing heard. */
  public ResolverHealth(HealthSettings settings, Ticker ticker) {
    this.settings = settings;
    this.ticker = ticker;
    this.start = ticker.read();
  }

  /**
   * How the resolver is now. Time alone changes it too, in steps of ten seconds; within these it
   * costs no more than reading the ticker, so it may be asked for with every message.
   */
  public State state() {
    if (judgedIn != period()) {
      judge();
    }
    return state;
  }

  /**
   * The share of the last minute's lookups, each zone heard once in ten seconds, that failed: from
   * 0 to 1, and 0 where there were none.
   */
  public synchronized double failingShare() {
    long period = period();
    int lookups = minute.lookups(period);
    return lookups == 0 ? 0 : (double) minute.failures(period) / lookups;
  }

  /** Takes note of how a lookup ended. */
  void heard(DnsQuestion question, DnsAnswer answer) {
    long zone = ZoneKey.of(question.name());
    if (!(answer instanceof DnsAnswer.Failure failure)) {
      answered(zone);
    } else if (failure.reason() != FailureReason.OVERLOAD) {
      failed(zone, failure.detail());
    }
  }

  private synchronized void answered(long zone) {
    minute.answered(period(), zone);
    judge();
  }

  private synchronized void failed(long zone, String detail) {
    minute.failed(period(), zone);
    latestFailure = detail;
    judge();
  }

  private synchronized void judge() {
    long period = period();
    long lookups = minute.lookups(period);
    long failures = minute.failures(period);
    judgedIn = period;
    if (state == State.SOUND) {
      if (lookups >= settings.minZones()
          && WHOLE * failures >= settings.failingPercent() * lookups) {
        state = State.FAILING;
        sayFailing(lookups, failures);
      }
    } else if (2 * WHOLE * failures <= settings.failingPercent() * lookups) {
      state = State.SOUND;
      LOG.info(
          "DNS works again: of {} zones asked in the last minute {} failed. Refusals that rest on"
              + " DNS may be permanent again",
          lookups,
          failures);
    }
  }

  private void sayFailing(long lookups, long failures) {
    LOG.warn(
        "DNS is failing: of {} zones asked in the last minute {} failed, the latest because {}."
            + " Until it works again, refusals that rest on DNS are temporary, so that senders try"
            + " again. See whether the resolvers in dns.servers (without any: /etc/resolv.conf) run,"
            + " answer this host, and reach the internet",
        lookups,
        failures,
        latestFailure);
  }

  private long period() {
    return LastMinute.period(ticker.read() - start);
  }
}
