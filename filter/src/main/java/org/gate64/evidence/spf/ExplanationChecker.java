package org.gate64.evidence.spf;

import java.util.List;
import java.util.Optional;
import org.apache.james.jspf.core.DNSLookupContinuation;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSResponse;
import org.apache.james.jspf.core.SPFChecker;
import org.apache.james.jspf.core.SPFCheckerDNSResponseListener;
import org.apache.james.jspf.core.SPFCheckerExceptionCatcher;
import org.apache.james.jspf.core.SPFSession;
import org.apache.james.jspf.core.exceptions.NoneException;
import org.apache.james.jspf.core.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the explanation when the result is fail, and only then, once (RFC 7208, section 6.2).
 * Whatever goes wrong with it leaves the result as it is.
 */
final class ExplanationChecker implements SPFChecker, SPFCheckerDNSResponseListener {

  /** Ends the search for an explanation that cannot be had. */
  private static final class Forgo implements SPFChecker, SPFCheckerExceptionCatcher {
    @Override
    public @Nullable DNSLookupContinuation checkSPF(SPFSession session) {
      return null;
    }

    @Override
    public void onException(Throwable exception, SPFSession session) {
      session.setExplanation("");
    }
  }

  private final Macros macros;
  private final int maxRecordLength;

  ExplanationChecker(Macros macros, int maxRecordLength) {
    this.macros = macros;
    this.maxRecordLength = maxRecordLength;
  }

  @Override
  public @Nullable DNSLookupContinuation checkSPF(SPFSession session) throws NoneException {
    CheckSession check = (CheckSession) session;
    Optional<CheckSession.Explanation> explanation = check.explanation();
    if (explanation.isEmpty() || check.outcome().status() != SpfStatus.FAIL) {
      return null;
    }
    check.beginExplanation();
    check.setCurrentDomain(explanation.get().domain());
    MacroString target = explanation.get().target();
    check.pushChecker(new Forgo());
    check.pushChecker(unused -> ask(target, check));
    return macros.prepare(target, check).orElse(null);
  }

  private DNSLookupContinuation ask(MacroString target, CheckSession session) throws NoneException {
    String name = macros.targetName(target, session);
    return new DNSLookupContinuation(new DNSRequest(name, DNSRequest.TXT), this);
  }

  @Override
  public @Nullable DNSLookupContinuation onDNSResponse(DNSResponse response, SPFSession session)
      throws NoneException {
    Optional<MacroString> text = text(response).flatMap(MacroString::parse);
    if (text.isEmpty()) {
      return null;
    }
    CheckSession check = (CheckSession) session;
    check.pushChecker(
        unused -> {
          check.setExplanation(macros.explanation(text.get(), check));
          return null;
        });
    return macros.prepare(text.get(), check).orElse(null);
  }

  /** More than one record is as good as none. */
  private Optional<String> text(DNSResponse response) {
    try {
      List<String> texts = response.getResponse();
      return texts == null || texts.size() != 1
          ? Optional.empty()
          : Optional.of(texts.get(0)).filter(text -> text.length() <= maxRecordLength);
    } catch (TimeoutException e) {
      return Optional.empty();
    }
  }
}
