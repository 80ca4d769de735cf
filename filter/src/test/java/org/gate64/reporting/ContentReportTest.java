package org.gate64.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.gate64.evidence.Evidence;
import org.gate64.evidence.content.ContentStatus;
import org.junit.jupiter.api.Test;

/** What is told of a content filter that has seen the message before. */
class ContentReportTest {

  private final Evidence evidence = Samples.evidence(Samples.CONFIRMED, Samples.SPF_PASS);
  private final Decision spam =
      Samples.ofMessage(Samples.IPV6, Samples.with(evidence, ContentStatus.SPAM));
  private final Decision without = Samples.ofMessage(Samples.IPV6, evidence);

  @Test
  void theLogHasItsWord() {
    assertThat(DecisionLog.text(spam)).contains(" content=spam standing=");
    assertThat(DecisionLog.text(without)).doesNotContain("content=");
  }

  @Test
  void jsonHasItAmongTheEvidence() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(DecisionLog.json(spam)).at("/evidence/content").asText())
        .isEqualTo("spam");
    assertThat(json.readTree(DecisionLog.json(without)).at("/evidence/content").isMissingNode())
        .isTrue();
  }

  @Test
  void anExplanationPutsItInWords() {
    assertThat(Explanation.render(spam, List.of(), List.of()))
        .contains("  content      spam: the content filter takes it for spam\n");
    assertThat(Explanation.render(without, List.of(), List.of())).doesNotContain("content filter");
  }

  @Test
  void theHeaderKeepsItsForm() {
    assertThat(VerdictHeader.value(spam)).isEqualTo(VerdictHeader.value(without));
  }
}
