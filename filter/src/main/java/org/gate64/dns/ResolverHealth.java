package org.gate64.dns;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.TimeUnit;
import org.gate64.dns.DnsAnswer.FailureReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells trouble of our own resolver from the troubles of those who are asked about, by the share of
 * lookups that failed during the last minute, or by nothing at all being answered.
 *
 * <p>Every failure but our own {@link FailureReason#OVERLOAD} counts, for none of them shows whose
 * fault it is: SERVFAIL says that a zone is broken, or that the resolver has lost its own way out.
 * What differs is how many are struck. A broken resolver fails everybody; a flood of mail from one
 * network fails in that network's zones, or in those that it names. So in ten seconds each zone, or
 * what {@link ZoneKey} takes for one, is heard once, and of each {@link Payer} four failures; the
 * rest is passed over. And fewer payers than four are never enough, however much fails for them.
 *
 * <p>With few zones a share says little. But where nothing at all has been answered for ten
 * seconds, a fifth of the zones is enough, in whatever time they were asked: on a small host an
 * outage shows within a few messages, and a stranger's trouble ends with the next message that is
 * in order.
 *
 * <p>That is a sample, and it errs on purpose. Zones share 1024 places by their hash, and payers as
 * many, so on a host that asks thousands of zones in ten seconds some speak for others. The cache
 * in front remembers answers for longer than failures, so the share is higher here than among all
 * questions. And somebody who has several networks, collects many broken zones, and names them in
 * PTR records or as senders, can push the share up: on a busy host that takes as many of both as
 * all honest senders have, on a quiet one a handful. All he gains is that refusals which rest on
 * DNS are temporary and not held against him while he goes on, so no stricter measure is worth its
 * cost.
 *
 * <p>It turns {@link State#FAILING} at the limit, and {@link State#SOUND} again at three quarters
 * of it: no sooner than after a minute, when all that is counted happened since, and not before
 * something was answered. Memory is fixed.
 */
public final class ResolverHealth {

  /** How the resolver is. */
  public enum State {
    SOUND,
    FAILING
  }

  private static final Logger LOG = LoggerFactory.getLogger(ResolverHealth.class);
  private static final int WHOLE = 100;
  private static final int FEWEST_PAYERS = 4;
  private static final int PART_WHERE_NONE_ANSWERS = 5;
  private static final long SHORTEST_TROUBLE = TimeUnit.MINUTES.toNanos(1);

  private final HealthSettings settings;
  private final Ticker ticker;
  private final long start;
  private final LastMinute minute = new LastMinute();
  private final Silence silence;
  private String latestFailure = "";
  private long failingSince;
  private volatile long judgedIn;
  private volatile State state = State.SOUND;

  /** Begins sound, with nothing heard. */
  public ResolverHealth(HealthSettings settings, Ticker ticker) {
    this.settings = settings;
    this.ticker = ticker;
    this.start = ticker.read();
    this.silence = new Silence(start);
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
  void heard(DnsQuestion question, DnsAnswer answer, Payer payer) {
    Spot spot = Spot.of(question, payer);
    if (!(answer instanceof DnsAnswer.Failure failure)) {
      answered(spot);
    } else if (failure.reason() != FailureReason.OVERLOAD) {
      failed(spot, failure.detail());
    }
  }

  private synchronized void answered(Spot spot) {
    minute.answered(period(), spot);
    silence.answered(ticker.read());
    judge();
  }

  private synchronized void failed(Spot spot, String detail) {
    minute.failed(period(), spot);
    silence.failed(spot);
    latestFailure = detail;
    judge();
  }

  private synchronized void judge() {
    long period = period();
    int lookups = minute.lookups(period);
    int failures = minute.failures(period);
    long now = ticker.read();
    judgedIn = period;
    if (state == State.FAILING) {
      boolean answers = silence.isOver() && now - failingSince >= SHORTEST_TROUBLE;
      if (answers && 4L * WHOLE * failures <= 3L * settings.failingPercent() * lookups) {
        state = State.SOUND;
        sayOver(lookups, failures);
      }
    } else if (tooManyFail(lookups, failures, period)) {
      failing("of %d zones asked in the last minute %d failed".formatted(lookups, failures), now);
    } else if (noneAnswers(now)) {
      failing("none of the last %d zones asked answered".formatted(silence.zones()), now);
    }
  }

  private boolean tooManyFail(int lookups, int failures, long period) {
    return lookups >= settings.minZones()
        && (long) WHOLE * failures >= (long) settings.failingPercent() * lookups
        && minute.failedPayers(period) >= FEWEST_PAYERS;
  }

  private boolean noneAnswers(long now) {
    return silence.isLong(now)
        && silence.zones() >= Math.max(1, settings.minZones() / PART_WHERE_NONE_ANSWERS)
        && silence.payers() >= FEWEST_PAYERS;
  }

  private void failing(String what, long now) {
    state = State.FAILING;
    failingSince = now;
    LOG.warn(
        "DNS is failing: {}, the latest because {}. Until it works again, refusals that rest on DNS"
            + " are temporary, so that senders try again. See whether the resolvers in dns.servers"
            + " (without any: /etc/resolv.conf) run, answer this host, and reach the internet",
        what,
        latestFailure);
  }

  private static void sayOver(int lookups, int failures) {
    LOG.info(
        "DNS works again: of {} zones asked in the last minute {} failed. Refusals that rest on DNS"
            + " may be permanent again",
        lookups,
        failures);
  }

  private long period() {
    return LastMinute.period(ticker.read() - start);
  }
}
