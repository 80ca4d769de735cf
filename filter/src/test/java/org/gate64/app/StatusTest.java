package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gate64.admin.Page;
import org.gate64.admin.Parameters;
import org.gate64.admin.Request;
import org.gate64.admin.Response;
import org.gate64.attempts.SteeringTable;
import org.gate64.attempts.SteeringTable.Fate;
import org.gate64.dns.ResolverHealth.State;
import org.gate64.net.Network;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the daemon is, as operators and their programs read it. */
class StatusTest {

  private final SteeringTable table = new SteeringTable(100);
  private final AdminWork work = new AdminWork();
  private final Page page =
      new Status()
          .line("steered mail", () -> SteeredNetworks.totals(table))
          .table("steered networks", () -> SteeredNetworks.of(table))
          .page(work);

  @AfterEach
  void endWork() {
    work.close();
  }

  @Test
  void tellsOfEachNetworkHowMuchWasSteeredAndFellBack() throws Exception {
    count(2, Fate.ANSWERED, "2001:db8:1:2::/64");
    count(10, Fate.ANSWERED, "2001:db8:3:4::/64");
    count(7, Fate.FELL_BACK, "2001:db8:3:4::/64");
    count(1, Fate.GIVEN_UP, "2001:db8:1:2::/64");

    assertThat(ask("text"))
        .isEqualTo(
            """
            steered mail  answered 12, fell-back 7, mended 0, given-up 1

            steered networks
              answered  fell-back  mended  given-up  network
                    10          7       0         0  2001:db8:3:4::/64
                     2          0       0         1  2001:db8:1:2::/64
            """);
    assertThat(ask("json"))
        .isEqualTo(
            "{\"steeredMail\":{\"answered\":12,\"fell-back\":7,\"mended\":0,\"given-up\":1},"
                + "\"steeredNetworks\":["
                + "{\"network\":\"2001:db8:3:4::/64\",\"answered\":10,\"fell-back\":7,"
                + "\"mended\":0,\"given-up\":0},"
                + "{\"network\":\"2001:db8:1:2::/64\",\"answered\":2,\"fell-back\":0,"
                + "\"mended\":0,\"given-up\":1}]}\n");
  }

  @Test
  void showsNoTableWhereNobodyWasSteered() throws Exception {
    assertThat(ask("text"))
        .isEqualTo("steered mail  answered 0, fell-back 0, mended 0, given-up 0\n");
    assertThat(ask("json")).endsWith(",\"steeredNetworks\":[]}\n");
  }

  @Test
  void showsTenNetworksAtMost() throws Exception {
    for (int i = 1; i <= 12; i++) {
      count(i, Fate.ANSWERED, "2001:db8:0:" + i + "::/64");
    }
    assertThat(ask("text").lines())
        .hasSize(1 + 2 + 1 + 10)
        .last()
        .asString()
        .endsWith("2001:db8:0:3::/64");
  }

  @Test
  void figuresAreNumbersForProgramsAndUnitsStandInTheirKeys() throws Exception {
    Page figures =
        new Status()
            .line("running since", () -> new StatusValue.Word("2026-11-24T10:15:30Z"))
            .line("messages on their way", () -> new StatusValue.Count(3))
            .line("resolver", () -> new ResolverStatus(State.FAILING, 0.625))
            .page(work);

    assertThat(ask(figures, "text"))
        .isEqualTo(
            """
            running since          2026-11-24T10:15:30Z
            messages on their way  3
            resolver               failing, 63% of zones failed in the last minute
            """);
    assertThat(ask(figures, "json"))
        .isEqualTo(
            "{\"runningSince\":\"2026-11-24T10:15:30Z\",\"messagesOnTheirWay\":3,"
                + "\"resolver\":{\"state\":\"failing\",\"failedZonesPercent\":62.5}}\n");
  }

  private void count(int mails, Fate fate, String network) {
    for (int i = 0; i < mails; i++) {
      table.count(fate, Network.parse(network).orElseThrow());
    }
  }

  private String ask(String format) throws Exception {
    return ask(page, format);
  }

  private static String ask(Page page, String format) throws Exception {
    Response response = page.handler().answer(request(format)).get(5, TimeUnit.SECONDS);
    return ((Response.Text) response).text();
  }

  private static Request request(String format) {
    return new Request(new Parameters(Map.of("format", format)), InputStream.nullInputStream());
  }
}
