package org.gate64.feedback.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.gate64.feedback.report.ReportReader.Meant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is handed in came from strangers. */
@Timeout(60)
class HostileReportsTest {

  private static final String REPORT = "Content-Type: multipart/report; boundary=b\n\n";
  private static final String MESSAGE =
      "--b\nContent-Type: message/rfc822\n\nGate64-Verdict: accept; ticket=T\n\n";

  private final ReportReader reader = new ReportReader("Gate64-Verdict");

  @Test
  void nothingIsLookedForBehindManyParts() throws IOException {
    assertThat(read(REPORT + "--b\n\n".repeat(10) + MESSAGE).ticket()).contains("T");
    assertThat(read(REPORT + "--b\n\n".repeat(100_000) + MESSAGE).ticket()).isEmpty();
  }

  @Test
  void deepNestsAreClimbedInNoTime() throws IOException {
    StringBuilder nest = new StringBuilder(REPORT);
    for (int i = 0; i < 5000; i++) {
      nest.append("--b\nContent-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b");
      nest.append(i).append('\n');
    }
    long start = System.nanoTime();

    assertThat(read(nest.toString()).ticket()).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aVastMessageIsReadAsFarAsItMayBe() throws IOException {
    InputStream head = new ByteArrayInputStream("From: a\n\n".getBytes(StandardCharsets.US_ASCII));
    InputStream noEnd =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    InputStream endless = new SequenceInputStream(head, noEnd);

    assertThat(reader.read(endless, Meant.ENCLOSED).verdict()).isEmpty();
  }

  @Test
  void noiseIsReadOrRefused() {
    Random random = new Random(64);
    for (int i = 0; i < 2000; i++) {
      byte[] noise = new byte[random.nextInt(4000)];
      random.nextBytes(noise);
      byte[] head = (REPORT + MESSAGE).getBytes(StandardCharsets.US_ASCII);
      int kept = random.nextInt(head.length);
      System.arraycopy(head, 0, noise, 0, Math.min(kept, noise.length));
      try {
        assertThat(reader.read(new ByteArrayInputStream(noise), Meant.ENCLOSED)).isNotNull();
      } catch (IOException refused) {
        assertThat(refused).hasMessageStartingWith("it is no message: ");
      }
    }
  }

  private Reported read(String message) throws IOException {
    byte[] octets = message.getBytes(StandardCharsets.US_ASCII);
    return reader.read(new ByteArrayInputStream(octets), Meant.ENCLOSED);
  }
}
