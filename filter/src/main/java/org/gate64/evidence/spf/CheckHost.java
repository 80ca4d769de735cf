package org.gate64.evidence.spf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.james.jspf.core.DNSLookupContinuation;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSResponse;
import org.apache.james.jspf.core.SPF1Constants;
import org.apache.james.jspf.core.SPFChecker;
import org.apache.james.jspf.core.SPFCheckerDNSResponseListener;
import org.apache.james.jspf.core.SPFSession;
import org.apache.james.jspf.core.exceptions.NoneException;
import org.apache.james.jspf.core.exceptions.PermErrorException;
import org.apache.james.jspf.core.exceptions.TempErrorException;
import org.apache.james.jspf.core.exceptions.TimeoutException;
import org.apache.james.jspf.parser.RFC4408SPF1Parser;
import org.jspecify.annotations.Nullable;

/**
 * check_host() for the session's current domain (RFC 7208, section 4): fetches the policy and lines
 * its terms up. In place of jSPF's class {@code SPF} and its policies, which ask for the obsolete
 * type 99 first, explain what nobody asked for, and log hostile input as warnings.
 */
final class CheckHost implements SPFChecker, SPFCheckerDNSResponseListener {

  private final RecordReader records;

  CheckHost(Macros macros, SpfSettings settings) {
    this.records =
        new RecordReader(
            new RecordParser(
                new RFC4408SPF1Parser(new RecordTerms(macros, this)), settings.maxRecordLength()));
  }

  @Override
  public DNSLookupContinuation checkSPF(SPFSession session) throws NoneException {
    return new DNSLookupContinuation(
        new DNSRequest(session.getCurrentDomain(), DNSRequest.TXT), this);
  }

  @Override
  public @Nullable DNSLookupContinuation onDNSResponse(DNSResponse response, SPFSession session)
      throws PermErrorException, NoneException, TempErrorException {
    Optional<String> policy = RecordParser.select(texts(response));
    if (policy.isPresent()) {
      lineUp(records.read(policy.get()), session);
      return null;
    }
    String detail = "no SPF record at " + session.getCurrentDomain();
    if (((CheckSession) session).isNested()) {
      throw new PermErrorException(detail);
    }
    throw new NoneException(detail);
  }

  /** The session runs last what it was given first. */
  private static void lineUp(SpfRecord record, SPFSession session) {
    List<SPFChecker> checkers = new ArrayList<>();
    record
        .directives()
        .forEach(directive -> checkers.add(new DirectiveChecker(directive, record.explanation())));
    record.redirect().ifPresent(checkers::add);
    checkers.add(CheckHost::neutralWithoutMatch);
    Collections.reverse(checkers);
    checkers.forEach(session::pushChecker);
  }

  /** RFC 7208, section 4.7. */
  private static @Nullable DNSLookupContinuation neutralWithoutMatch(SPFSession session) {
    if (session.getCurrentResult() == null) {
      session.setCurrentResult(SPF1Constants.NEUTRAL);
    }
    return null;
  }

  /** The records of an answer; jSPF has null for none. */
  static List<String> texts(DNSResponse response) throws TempErrorException {
    try {
      List<String> texts = response.getResponse();
      return texts == null ? List.of() : texts;
    } catch (TimeoutException e) {
      throw new TempErrorException("no answer in time");
    }
  }
}
