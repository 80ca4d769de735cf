package org.gate64.app;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gate64.admin.AdminLimits;
import org.gate64.admin.AdminServer;
import org.gate64.admin.Changes;
import org.gate64.admin.Health;
import org.gate64.admin.Page;
import org.gate64.config.AdminSettings;
import org.gate64.net.DomainName;
import org.gate64.net.ListenAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages of a running daemon, and the thread that shows them: no mail waits for a reader. */
final class AdminInterface implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AdminInterface.class);

  private final List<Page> pages = new ArrayList<>();
  private final Changes changes;
  private volatile Health.State state = Health.State.STARTING;
  private Runnable end = () -> {};

  private AdminInterface(
      Changes changes, Meters meters, Supplier<List<String>> details, List<Page> more) {
    this.changes = changes;
    pages.add(
        new Page(
            "/health",
            "whether mail is judged",
            () -> new Health(state, details.get()).toResponse()));
    pages.add(meters.page());
    pages.addAll(more);
  }

  /**
   * Starts to listen, where that is wanted.
   *
   * @param changes whether pages that change something may be asked for
   * @param details lines for people that stand below the state of health
   * @param more pages, beside health and metrics
   * @throws IOException where the address cannot be bound; nothing is left running then
   */
  static AdminInterface start(
      AdminSettings settings,
      Changes changes,
      Meters meters,
      Supplier<List<String>> details,
      List<Page> more)
      throws IOException {
    AdminInterface admin = new AdminInterface(changes, meters, details, more);
    if (settings.listen().isPresent()) {
      admin.listen(settings.listen().get(), settings.names());
    }
    return admin;
  }

  /** Says what the daemon is about. */
  void tell(Health.State now) {
    state = now;
  }

  @Override
  public void close() {
    end.run();
  }

  private void listen(ListenAddress.Inet address, Set<DomainName> names) throws IOException {
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            1, new NamedThreads("gate64-admin"), NioIoHandler.newFactory());
    AdminServer server =
        new AdminServer(
            pages, names, changes, AdminLimits.usual(), Clock.systemUTC(), loops.next());
    end =
        () -> {
          server.close();
          loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        };
    try {
      LOG.info("Listening on {} for admin.listen (HTTP)", server.listen(address));
    } catch (IOException e) {
      close();
      throw e;
    }
  }
}
