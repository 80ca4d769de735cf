package org.gate64.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.gate64.admin.Page;
import org.gate64.admin.Response;
import org.gate64.milter.server.MilterServer;
import org.gate64.reporting.Decision;
import org.gate64.reporting.Metrics;

/**
 * All that is measured in this process. Parts that keep count of their own know nothing of it: here
 * their figures are read when somebody asks.
 */
final class Meters implements AutoCloseable {

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  private final Metrics decisions;

  /** The registry itself would let go of them. */
  private final List<Object> sources = new CopyOnWriteArrayList<>();

  Meters() {
    registry.throwExceptionOnRegistrationFailure();
    decisions = new Metrics(registry);
    Info.builder()
        .name("gate64_build_info")
        .help("The version that runs")
        .labelNames("version")
        .register(registry.getPrometheusRegistry())
        .setLabelValues(Version.text());
    garbageCollection.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Counts decisions, and passes them on. */
  Consumer<Decision> counted(Consumer<Decision> next) {
    Consumer<Decision> count = decisions::record;
    return count.andThen(next);
  }

  /** Shows how much is going on. */
  void watch(MilterServer server) {
    gauge("gate64.sessions.open", "SMTP sessions that mail servers have open", server::sessions);
    gauge("gate64.messages.open", "Messages that are on their way", server::busy);
  }

  /**
   * Shows a figure that goes up and down.
   *
   * @param name in parts, as {@code gate64.sessions.open}
   * @param tags names and values in turn, the values from a closed set
   */
  void gauge(String name, String description, Supplier<Number> figure, String... tags) {
    Gauge.builder(name, figure).description(description).tags(tags).register(registry);
  }

  /**
   * Shows a figure that only ever goes up.
   *
   * @param name in parts and without "total", as {@code gate64.dns.questions}
   * @param tags names and values in turn, the values from a closed set
   */
  void counter(String name, String description, DoubleSupplier figure, String... tags) {
    sources.add(figure);
    FunctionCounter.builder(name, figure, DoubleSupplier::getAsDouble)
        .description(description)
        .tags(tags)
        .register(registry);
  }

  /** All figures, as Prometheus reads them. */
  Page page() {
    return new Page(
        "/metrics",
        "figures for Prometheus",
        () -> new Response.Text(200, PROMETHEUS_TEXT, registry.scrape()));
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
