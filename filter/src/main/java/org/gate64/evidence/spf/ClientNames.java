package org.gate64.evidence.spf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.james.jspf.core.DNSLookupContinuation;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSResponse;
import org.apache.james.jspf.core.SPFCheckerDNSResponseListener;
import org.apache.james.jspf.core.SPFSession;
import org.apache.james.jspf.core.exceptions.NoneException;
import org.apache.james.jspf.core.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Looks for the validated names of the client, for {@code %{p}} (RFC 7208, section 7.3). */
final class ClientNames implements SPFCheckerDNSResponseListener {

  private static final String UNKNOWN = "unknown";

  private final CheckSession session;
  private final Deque<String> candidates = new ArrayDeque<>();
  private final List<String> valid = new ArrayList<>();
  private Optional<String> candidate = Optional.empty();
  private boolean askedForPointers;

  private ClientNames(CheckSession session) {
    this.session = session;
  }

  static DNSLookupContinuation search(CheckSession session) throws NoneException {
    String reverseName = session.client().reverseName().toString();
    return new DNSLookupContinuation(
        new DNSRequest(reverseName, DNSRequest.PTR), new ClientNames(session));
  }

  /** The one to use where the current domain is this; any will do that validates. */
  static String choose(List<String> names, String domain) {
    return names.stream()
        .filter(domain::equals)
        .findFirst()
        .or(() -> names.stream().filter(name -> name.endsWith("." + domain)).findFirst())
        .or(() -> names.stream().findFirst())
        .orElse(UNKNOWN);
  }

  @Override
  public @Nullable DNSLookupContinuation onDNSResponse(DNSResponse response, SPFSession unused)
      throws NoneException {
    List<String> answers = answers(response);
    if (askedForPointers) {
      if (answers.contains(session.client().toString())) {
        candidate.ifPresent(valid::add);
      }
    } else {
      askedForPointers = true;
      candidates.addAll(answers);
    }
    candidate = Optional.ofNullable(candidates.poll());
    if (candidate.isEmpty()) {
      session.setClientNames(valid);
      return null;
    }
    return new DNSLookupContinuation(new DNSRequest(candidate.get(), session.addressType()), this);
  }

  private static List<String> answers(DNSResponse response) {
    try {
      List<String> answers = response.getResponse();
      return answers == null ? List.of() : answers;
    } catch (TimeoutException e) {
      return List.of();
    }
  }
}
