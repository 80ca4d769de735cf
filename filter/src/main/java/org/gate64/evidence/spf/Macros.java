package org.gate64.evidence.spf;

import java.util.List;
import java.util.Optional;
import org.apache.james.jspf.core.DNSLookupContinuation;
import org.apache.james.jspf.core.MacroData;
import org.apache.james.jspf.core.MacroExpand;
import org.apache.james.jspf.core.SPFSession;
import org.apache.james.jspf.core.exceptions.NoneException;
import org.apache.james.jspf.core.exceptions.PermErrorException;
import org.gate64.net.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Expands macros for jSPF's terms.
 *
 * <p>In place of jSPF's own expansion, which keeps matchers in fields that all checks share, takes
 * the first name of the client for {@code %{p}} without comparing domains, escapes before it
 * splits, and recurses with the length of the text.
 */
final class Macros extends MacroExpand {

  /** Enough to cut the name at a label's border (RFC 7208, section 7.3). */
  private static final int ENOUGH_FOR_A_NAME = 512;

  private final int maxExplanationLength;

  Macros(int maxExplanationLength) {
    super(new NoDnsService());
    this.maxExplanationLength = maxExplanationLength;
  }

  /** What is to be looked up before the text can be expanded. */
  @Override
  public @Nullable DNSLookupContinuation checkExpand(
      @Nullable String input, SPFSession session, boolean isExplanation)
      throws PermErrorException, NoneException {
    if (input == null) {
      return null;
    }
    return prepare(parse(input), (CheckSession) session).orElse(null);
  }

  @Override
  public String expand(String input, MacroData data, boolean isExplanation)
      throws PermErrorException {
    CheckSession session = (CheckSession) data;
    return isExplanation ? explanation(parse(input), session) : targetName(parse(input), session);
  }

  /** The lookup that must come before {@code %{p}} can be expanded, where there is need of one. */
  Optional<DNSLookupContinuation> prepare(MacroString macros, CheckSession session)
      throws NoneException {
    return macros.uses('p') && session.clientNames().isEmpty()
        ? Optional.of(ClientNames.search(session))
        : Optional.empty();
  }

  /** A sender whose local part is not ASCII makes no name, escaped or not (RFC 8616, section 4). */
  String targetName(MacroString macros, CheckSession session) {
    boolean usesLocalPart = macros.uses('s') || macros.uses('l');
    if (usesLocalPart && !PlainText.isAscii(session.getCurrentSenderPart())) {
      return TargetName.IMPOSSIBLE;
    }
    return TargetName.of(macros.expandLast(ENOUGH_FOR_A_NAME, letter -> value(letter, session)));
  }

  String explanation(MacroString macros, CheckSession session) {
    return macros.expandFirst(maxExplanationLength, letter -> value(letter, session));
  }

  private static MacroString parse(String text) throws PermErrorException {
    return MacroString.parse(text)
        .orElseThrow(() -> new PermErrorException("macros not understood: " + text));
  }

  private static String value(char letter, CheckSession session) {
    return switch (letter) {
      case 's' -> session.getMailFrom();
      case 'l' -> session.getCurrentSenderPart();
      case 'o' -> session.getSenderDomain();
      case 'd' -> session.getCurrentDomain();
      case 'i' -> session.getMacroIpAddress();
      case 'p' ->
          ClientNames.choose(session.clientNames().orElse(List.of()), session.getCurrentDomain());
      case 'v' -> session.getInAddress();
      case 'h' -> session.getHostName();
      case 'c' -> session.client().toString();
      case 'r' -> session.getReceivingDomain();
      case 't' -> Long.toString(session.getTimeStamp());
      default -> throw new IllegalArgumentException("no such macro: " + letter);
    };
  }
}
