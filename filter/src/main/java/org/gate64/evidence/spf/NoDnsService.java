package org.gate64.evidence.spf;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSService;

/** The DNS that jSPF's classes ask for and must never use: answers come by continuation only. */
final class NoDnsService implements DNSService {

  @Override
  public List<String> getRecords(DNSRequest request) {
    throw new UnsupportedOperationException("would wait for " + request);
  }

  @Override
  public CompletionStage<List<String>> getRecordsAsync(DNSRequest request) {
    throw new UnsupportedOperationException("knows no bounds: " + request);
  }

  @Override
  public List<String> getLocalDomainNames() {
    return List.of();
  }

  @Override
  public void setTimeOut(int seconds) {
    throw new UnsupportedOperationException("the port has a deadline of its own");
  }

  /** None here: answers are cut before jSPF sees them. */
  @Override
  public int getRecordLimit() {
    return 0;
  }

  @Override
  public void setRecordLimit(int recordLimit) {
    throw new UnsupportedOperationException("answers are cut before jSPF sees them");
  }
}
