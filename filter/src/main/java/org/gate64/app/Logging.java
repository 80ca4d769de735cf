package org.gate64.app;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.concurrent.atomic.AtomicLong;
import org.gate64.config.LogSettings;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go: verdicts to standard output, one a line and nothing else; all the rest to
 * standard error. Mail never waits for either: where nobody reads, lines are dropped.
 */
final class Logging implements AutoCloseable {

  private static final int QUEUE = 16_384;
  private static final String VERDICTS = "gate64.verdict";
  private static final String TIMED = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %msg%n";
  private static final String WITHOUT_TRACE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %msg%nopex%n";
  private static final String BARE = "%msg%n";

  private static final int FLUSH_MILLIS = 10_000;
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Logging.class);

  private final LoggerContext context;
  private final AsyncAppender verdictQueue;
  private final AtomicLong lost = new AtomicLong();

  private Logging(LoggerContext context, AsyncAppender verdictQueue) {
    this.context = context;
    this.verdictQueue = verdictQueue;
  }

  static Logging start(LogSettings settings) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(console(context, "System.err", TIMED));
    context.getLogger("org.gate64").setLevel(Level.toLevel(settings.level().name()));
    // It warns of machines without a network card, which matters to identifiers nobody uses here.
    context.getLogger("io.netty.util.internal.MacAddressUtil").setLevel(Level.ERROR);
    // Who comes and goes, gate64 says itself. Of the sockets and partitions behind that nobody
    // needs to know, nor of the stack traces of what is told.
    Logger cluster = context.getLogger("com.hazelcast");
    cluster.setLevel(Level.ERROR);
    cluster.setAdditive(false);
    cluster.addAppender(console(context, "System.err", WITHOUT_TRACE));
    // They log what they throw as well: a port that is taken, a cluster that lets nobody in.
    context.getLogger("com.hazelcast.instance.AddressPicker").setLevel(Level.OFF);
    context.getLogger("com.hazelcast.instance.impl.Node").setLevel(Level.OFF);
    Logger verdicts = context.getLogger(VERDICTS);
    verdicts.setAdditive(false);
    verdicts.setLevel(Level.INFO);
    AsyncAppender queue =
        console(
            context,
            "System.out",
            switch (settings.format()) {
              case TEXT -> TIMED;
              case JSON -> BARE;
            });
    verdicts.addAppender(queue);
    return new Logging(context, queue);
  }

  /** Takes a line for each verdict. */
  void verdict(String line) {
    if (verdictQueue.getRemainingCapacity() == 0) {
      lost.incrementAndGet();
      return;
    }
    long missing = lost.getAndSet(0);
    if (missing > 0) {
      LOG.warn("{} verdicts are missing in the log: nobody read standard output", missing);
    }
    context.getLogger(VERDICTS).info("{}", line);
  }

  /** Writes what is still to be written. */
  @Override
  public void close() {
    context.stop();
  }

  private static AsyncAppender console(LoggerContext context, String target, String pattern) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget(target);
    console.setEncoder(encoder);
    console.start();
    AsyncAppender queue = new AsyncAppender();
    queue.setContext(context);
    queue.setQueueSize(QUEUE);
    queue.setMaxFlushTime(FLUSH_MILLIS);
    queue.setDiscardingThreshold(0);
    queue.setNeverBlock(true);
    queue.addAppender(console);
    queue.start();
    return queue;
  }
}
