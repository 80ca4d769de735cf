package org.gate64.net;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.IDNA.Error;
import com.ibm.icu.util.ICUInputTooLongException;
import java.util.EnumSet;
import java.util.Set;

/**
 * Puts domain names into A-labels (RFC 5890, section 2.3.2.1), as registries and browsers read them
 * (UTS 46, nontransitional). The JDK knows IDNA2003 only, which makes two letters of a sharp s,
 * drops joiners, and has old rules for what runs from right to left.
 */
final class ALabels {

  private static final IDNA UTS_46 =
      IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

  /** What {@link DomainName} judges itself, or labels in ASCII beside it may well have. */
  private static final Set<Error> NO_MATTER =
      EnumSet.of(
          Error.EMPTY_LABEL, Error.LABEL_TOO_LONG, Error.DOMAIN_NAME_TOO_LONG, Error.HYPHEN_3_4);

  private ALabels() {}

  /** The same name; empty where it has a label that is none, or might look like another. */
  static String of(String name) {
    // A longer one is none in A-labels either.
    if (name.length() > DomainName.LONGEST_NAME) {
      return "";
    }
    IDNA.Info info = new IDNA.Info();
    try {
      StringBuilder encoded = UTS_46.nameToASCII(name, new StringBuilder(), info);
      return NO_MATTER.containsAll(info.getErrors()) ? encoded.toString() : "";
    } catch (ICUInputTooLongException eachSignMayBecomeMany) {
      return "";
    }
  }
}
