package org.gate64.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gate64.admin.Response;
import org.gate64.reputation.hazelcast.ClusterHealth;
import org.gate64.reputation.hazelcast.ClusterHealth.Safety;
import org.junit.jupiter.api.Test;

class ClusterStatusTest {

  @Test
  void namesTheMembersAndSaysWhetherOneMayDie() {
    assertThat(text(Safety.SAFE, "10.0.0.1:5701", "10.0.0.2:5701"))
        .isEqualTo("2 members: 10.0.0.1:5701 10.0.0.2:5701; every record has its copy");
    assertThat(text(Safety.UNSAFE, "10.0.0.1:5701", "10.0.0.2:5701"))
        .isEqualTo("2 members: 10.0.0.1:5701 10.0.0.2:5701; records are being copied");
    assertThat(text(Safety.ALONE, "10.0.0.1:5701"))
        .isEqualTo("1 member: 10.0.0.1:5701; alone, no record has a copy");
  }

  @Test
  void programsGetAListAndAWord() {
    ClusterStatus status = status(Safety.SAFE, "10.0.0.1:5701", "10.0.0.2:5701");

    Response.Text answer =
        (Response.Text)
            Json.object(
                json -> {
                  json.writeFieldName("cluster");
                  status.json(json);
                });
    assertThat(answer.text())
        .isEqualTo(
            "{\"cluster\":{\"members\":[\"10.0.0.1:5701\",\"10.0.0.2:5701\"],"
                + "\"safety\":\"safe\"}}\n");
  }

  private static String text(Safety safety, String... members) {
    return status(safety, members).text();
  }

  private static ClusterStatus status(Safety safety, String... members) {
    return new ClusterStatus(new ClusterHealth(List.of(members), safety, 0, 0, 0, 0, 0));
  }
}
