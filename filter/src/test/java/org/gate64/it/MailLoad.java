package org.gate64.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gate64.fixtures.mta.DeliveredMessage;
import org.gate64.fixtures.mta.SmtpReply;

/**
 * Mail of clean and of bad networks to several Postfixes at once, as senders send it: what is put
 * off, or breaks off, is sent again until it has been taken, or refused for good.
 */
final class MailLoad implements AutoCloseable {

  /** By then what is used for the first time has been compiled. */
  private static final Duration WARM = Duration.ofSeconds(1);

  private static final Duration PACE = Duration.ofMillis(30);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int MOST = 4000;

  private final String name;
  private final List<MailHost> hosts;
  private final ExecutorService senders = Executors.newCachedThreadPool();
  private final List<CompletableFuture<Void>> done = new ArrayList<>();
  private final Queue<Try> tries = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final long begun = System.nanoTime();
  private Duration quiet = Duration.ZERO;
  private volatile boolean over;

  /** What a network deserves. */
  private enum Sender {
    CLEAN,
    BAD
  }

  /**
   * One try at one message.
   *
   * @param at when it began, since the load did
   * @param took from the client's connecting until the answer
   * @param answered whether for good
   */
  record Try(MailHost host, Duration at, Duration took, boolean answered) {}

  /**
   * Begins.
   *
   * @param name of no other load at these hosts
   */
  MailLoad(String name, List<MailHost> hosts, List<InetAddress> clean, List<InetAddress> bad) {
    this.name = name;
    this.hosts = List.copyOf(hosts);
    for (int i = 0; i < hosts.size(); i++) {
      MailHost host = hosts.get(i);
      String here = name + ' ' + i;
      done.add(CompletableFuture.runAsync(() -> send(host, here, Sender.CLEAN, clean), senders));
      done.add(CompletableFuture.runAsync(() -> send(host, here, Sender.BAD, bad), senders));
    }
  }

  private void send(MailHost host, String here, Sender sender, List<InetAddress> clients) {
    for (int i = 0; !over && i < MOST; i++) {
      String subject = here + ' ' + sender + ' ' + i;
      while (!isAnswered(host, sender, clients.get(i % clients.size()), subject)) {
        if (now().compareTo(LONGEST) > 0) {
          wrong.add(subject + " was not answered");
          return;
        }
        MailCluster.pause(RETRY);
      }
      MailCluster.pause(PACE);
    }
  }

  private boolean isAnswered(MailHost host, Sender sender, InetAddress client, String subject) {
    Duration at = now();
    boolean answered = false;
    try {
      SmtpReply reply = MailCluster.send(host, client, subject);
      answered = reply.code() < 400 || reply.code() >= 500;
      if (answered) {
        take(sender, reply, subject);
      }
    } catch (IOException brokenOff) {
      // It is sent again.
    }
    tries.add(new Try(host, at, now().minus(at), answered));
    return answered;
  }

  private void take(Sender sender, SmtpReply reply, String subject) {
    boolean expected =
        switch (sender) {
          case CLEAN -> reply.code() == 250;
          case BAD -> MailCluster.isRefusal(reply);
        };
    if (!expected) {
      wrong.add(subject + " at " + now() + ": " + reply.text());
    }
    if (reply.code() == 250) {
      taken.add(subject);
    }
  }

  /** Since it began. */
  Duration now() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Something happens from now on; until the first of such times nothing did. */
  Duration disturb() {
    Duration now = now();
    quiet = quiet.isZero() ? now : quiet;
    return now;
  }

  /** Ends it; what has not been answered for good yet is still sent until then. */
  void end() {
    over = true;
    done.forEach(CompletableFuture::join);
  }

  /**
   * Beyond what a message took at worst in quiet times, on this machine and under this load, none
   * takes so long.
   */
  void assertDelayedLessThan(Duration most, Collection<MailHost> at, Duration from, Duration to) {
    Collection<Try> usual = tries(at, WARM, quiet);
    Collection<Try> then = tries(at, from, to);
    MailCluster.tell(name + ": before " + figures(usual) + "; then " + figures(then));
    assertThat(worst(then)).isLessThan(worst(usual).plus(most));
  }

  /** Tells how it went at some hosts within a time. */
  void tell(String what, Collection<MailHost> at, Duration from, Duration to) {
    MailCluster.tell(name + ": " + what + ' ' + figures(tries(at, from, to)));
  }

  /** The tries that were under way within a time. */
  private Collection<Try> tries(Collection<MailHost> at, Duration from, Duration to) {
    return tries.stream()
        .filter(each -> at.contains(each.host()))
        .filter(each -> each.at().plus(each.took()).compareTo(from) >= 0)
        .filter(each -> each.at().compareTo(to) <= 0)
        .toList();
  }

  private static String figures(Collection<Try> tries) {
    return "%d tries, %d put off, median %d ms, worst %d ms"
        .formatted(
            tries.size(),
            tries.stream().filter(each -> !each.answered()).count(),
            median(tries).toMillis(),
            worst(tries).toMillis());
  }

  private static Duration worst(Collection<Try> tries) {
    return tries.stream().map(Try::took).max(Duration::compareTo).orElseThrow();
  }

  private static Duration median(Collection<Try> tries) {
    return tries.stream().map(Try::took).sorted().skip(tries.size() / 2).findFirst().orElseThrow();
  }

  /** Each message was judged as its sender deserves, and each that was taken was delivered once. */
  void assertNothingLostOrMisjudged() throws IOException {
    assertThat(wrong).isEmpty();
    List<String> delivered = new ArrayList<>();
    for (MailHost host : hosts) {
      host.mailServer().awaitEmptyQueue(LONGEST);
      for (DeliveredMessage message : host.mailServer().inbox().messages()) {
        String subject = message.values("Subject").get(0);
        if (subject.startsWith(name + ' ')) {
          delivered.add(subject);
          assertThat(message.values("Gate64-Verdict"))
              .as(subject)
              .singleElement()
              .asString()
              .startsWith("accept;");
        }
      }
    }
    assertThat(delivered).doesNotHaveDuplicates();
    assertThat(new HashSet<>(delivered)).isEqualTo(taken);
  }

  @Override
  public void close() {
    over = true;
    senders.shutdownNow();
  }
}
