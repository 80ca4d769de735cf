package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gate64.attempts.ForgetfulAttempts;
import org.gate64.config.ConfigurationReader;
import org.gate64.config.ReadResult;
import org.gate64.fixtures.dns.DnsServer;
import org.gate64.fixtures.dns.Zone;
import org.gate64.milter.session.Answer;
import org.gate64.milter.session.MailFilter;
import org.gate64.net.ClientAddress;
import org.gate64.net.HeaderField;
import org.gate64.net.MailPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What honest clients notice while one network makes gate64 ask for what never answers: as many
 * lookups as may be under way at all, and more behind them. Each honest client is another, and
 * nothing about it is in the cache.
 */
@Timeout(60)
class DnsFloodTest {

  private static final int HONEST = 20;
  private static final int FLOOD = 1_500;
  private static final int AT_ONCE = 500;
  private static final int A_SECOND = 120;

  /** For machines that are busy; a lookup of the flood takes four seconds. */
  private static final Duration PROMPT = Duration.ofSeconds(2);

  private final DnsServer resolver = DnsServer.onLoopback(Zone.parse(zone()));
  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();

  @TempDir Path directory;

  private Optional<Gate> gate = Optional.empty();

  @BeforeEach
  void open() throws IOException {
    Path file = directory.resolve("gate64.conf");
    Files.writeString(
        file,
        """
        dns { servers = ["127.0.0.1:%d"], timeout = 1s, deadline = 4s }
        policy.ipv6.strictness = strict
        """
            .formatted(resolver.address().getPort()));
    ReadResult read = ConfigurationReader.read(file);
    gate =
        Optional.of(
            new Gate(
                ((ReadResult.Valid) read).configuration(),
                decision -> {},
                new ForgetfulAttempts()));
  }

  @AfterEach
  void close() {
    pace.shutdownNow();
    gate.ifPresent(Gate::close);
    resolver.close();
  }

  @Test
  void aClientThatNamesDeadDomainsDelaysNobody() throws InterruptedException {
    ClientAddress client = client("2001:db8:bad::25");
    flood(number -> begin(client, "dead" + number + ".example"));

    assertAllPrompt(honest());
  }

  @Test
  void clientsWhoseReverseZoneIsSilentDelayNoNeighbourOfTheSameProvider()
      throws InterruptedException {
    flood(number -> begin(silent(number), "h0.example"));

    assertAllPrompt(honest());
  }

  /** Begins with four seconds of it at once, and goes on at its pace. */
  private void flood(IntConsumer one) {
    IntStream.range(0, AT_ONCE).forEach(one);
    AtomicInteger next = new AtomicInteger(AT_ONCE);
    var unused =
        pace.scheduleAtFixedRate(
            () -> one.accept(next.getAndIncrement() % FLOOD),
            0,
            TimeUnit.SECONDS.toNanos(1) / A_SECOND,
            TimeUnit.NANOSECONDS);
  }

  /** A message every tenth of a second, and how long each took. */
  private List<Took> honest() throws InterruptedException {
    List<CompletableFuture<Took>> all = new ArrayList<>();
    for (int i = 0; i < HONEST; i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      long begun = System.nanoTime();
      all.add(
          send(honest(i), "h" + i + ".example")
              .thenApply(answer -> new Took(answer, Duration.ofNanos(System.nanoTime() - begun))));
    }
    return all.stream().map(took -> took.orTimeout(30, TimeUnit.SECONDS).join()).toList();
  }

  private record Took(Answer answer, Duration time) {}

  private static void assertAllPrompt(List<Took> all) {
    assertThat(all)
        .allSatisfy(
            took -> {
              assertThat(verdict(took.answer())).startsWith("accept;");
              assertThat(took.time()).isLessThan(PROMPT);
            });
  }

  /** What is written into the header; empty where the message is refused. */
  private static String verdict(Answer answer) {
    return answer instanceof Answer.Deliver deliver
        ? deliver.changes().stream()
            .filter(Answer.HeaderChange.Add.class::isInstance)
            .map(Answer.HeaderChange.Add.class::cast)
            .filter(add -> add.name().equals("Gate64-Verdict"))
            .map(Answer.HeaderChange.Add::value)
            .collect(Collectors.joining())
        : "";
  }

  private void begin(ClientAddress client, String domain) {
    var unused = send(client, domain);
  }

  private CompletableFuture<Answer> send(ClientAddress client, String domain) {
    MailFilter.SmtpSession session =
        gate.orElseThrow()
            .screening()
            .connected(Optional.of(client), "unknown", name -> Optional.empty());
    session.helo("mail." + domain);
    MailFilter.Transaction mail = session.mail(MailPath.parse("a@" + domain));
    var unused = mail.recipient(MailPath.parse("b@example.net"));
    mail.header(new HeaderField("From", " a@" + domain));
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    mail.endOfMessage(answer::complete);
    return answer;
  }

  private static String zone() {
    Stream<String> honest =
        IntStream.range(0, HONEST)
            .boxed()
            .flatMap(
                i ->
                    Stream.of(
                        pointer(honest(i), "mail.h" + i),
                        "mail.h" + i + ".example. AAAA " + honest(i),
                        "h" + i + ".example. TXT \"v=spf1 a:mail.h" + i + ".example -all\""));
    Stream<String> dead =
        IntStream.range(0, FLOOD)
            .boxed()
            .flatMap(i -> Stream.of("", "_dmarc.", "mail.").map(below -> below + "dead" + i))
            .map(name -> ";!timeout " + name + ".example.");
    Stream<String> silent =
        IntStream.range(0, FLOOD).mapToObj(i -> ";!timeout " + silent(i).reverseName() + ".");
    Stream<String> attacker = Stream.of(pointer(client("2001:db8:bad::25"), "mail.h0"));
    return Stream.of(honest, dead, silent, attacker)
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String pointer(ClientAddress client, String name) {
    return client.reverseName() + ". PTR " + name + ".example.";
  }

  /** Each in a network of its own, all of one provider. */
  private static ClientAddress honest(int number) {
    return client("2001:db8:" + Integer.toHexString(1 + number) + "::25");
  }

  /** All in one network of that provider. */
  private static ClientAddress silent(int number) {
    return client("2001:db8:bad:" + Integer.toHexString(number) + "::25");
  }

  private static ClientAddress client(String address) {
    return ClientAddress.parse(address).orElseThrow();
  }
}
