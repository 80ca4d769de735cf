package org.gate64.evidence.spf;

import java.util.regex.Pattern;
import org.gate64.evidence.spf.Pyspf.Opinion;

/** Why gate64 and pyspf may differ, each with the place in RFC 7208 that makes gate64 right. */
enum Divergence {
  /**
   * Section 6: unrecognized modifiers are ignored, "no matter where, or how often, they appear";
   * and section 12 gives their text all macros. pyspf allows each name once, and looks for macros
   * that only explanations may have.
   */
  UNKNOWN_MODIFIERS {
    @Override
    SampleCheck plain(SampleCheck check) {
      return check.replacing(" (x|X|x-1\\.y_z|op|default)=\\S*", "");
    }
  },

  /** Section 6: names of modifiers know no case. pyspf takes {@code Redirect=} for another one. */
  CASE_OF_MODIFIERS {
    @Override
    SampleCheck plain(SampleCheck check) {
      return check.replacing("Redirect=", "redirect=").replacing("EXP=", "exp=");
    }
  },

  /**
   * Section 6.2: an explanation is looked for after a fail, and what goes wrong with it changes
   * nothing. pyspf asks for the macros in its name before anything else.
   */
  EXPLANATION_AHEAD {
    @Override
    SampleCheck plain(SampleCheck check) {
      return check.replacing(" exp=%\\{p}\\.test", "");
    }
  },

  /** Section 7.3: pieces are joined by dots. pyspf keeps the delimiters of all but the sender. */
  JOINED_BY_DOTS {
    @Override
    SampleCheck plain(SampleCheck check) {
      return check.sender().endsWith("@my-list.example.org")
          ? check.replacing("%\\{o-}", "my.list.example.org")
          : check;
    }
  },

  /**
   * Section 7.1: {@code %%} is a percent sign wherever macros are. To pyspf it ends in half one.
   */
  PERCENT_SIGN {
    @Override
    boolean explains(SampleCheck check, SpfResult ours, Opinion theirs) {
      return theirs.reason().contains("invalid-macro-char : %%");
    }
  },

  /**
   * Section 7.1 lists the delimiters, and section 7.3 demands a number of labels that is not zero.
   * pyspf takes what it gets.
   */
  SYNTAX_OF_MACROS {
    @Override
    boolean explains(SampleCheck check, SpfResult ours, Opinion theirs) {
      return ours.detail().matches("not understood: a:%\\{d[!0]}\\.test");
    }
  },

  /**
   * Section 5.4 has an mx match "if any address matches", and leaves open whether all exchanges are
   * asked for. pyspf does so first, and gives up at one that cannot be had.
   */
  EXCHANGE_BEHIND_THE_MATCH {
    @Override
    boolean explains(SampleCheck check, SpfResult ours, Opinion theirs) {
      return check.uses(EXCHANGES_OUT_OF_ORDER)
          && theirs.reason().matches(".*no answer to A+ dead\\.test.*");
    }
  },

  /**
   * Section 4.6.2: mechanisms are evaluated one by one until one matches, so an include that is
   * never reached does no harm; section 4.6.4 ends one that is. pyspf refuses it in advance.
   */
  INCLUDE_OF_ITSELF {
    @Override
    boolean explains(SampleCheck check, SpfResult ours, Opinion theirs) {
      return theirs.reason().contains("include has trivial recursion");
    }
  },

  /**
   * Section 6.1: a redirect is followed only where no mechanism matched, and counts among the ten
   * terms (section 4.6.4) when it is. pyspf counts it before the mechanisms.
   */
  REDIRECT_COUNTED_AHEAD {
    @Override
    boolean explains(SampleCheck check, SpfResult ours, Opinion theirs) {
      return theirs.reason().contains("Too many DNS lookups") && check.uses(REDIRECT);
    }
  },

  /**
   * Section 5.5: names of the client that cannot be looked up are skipped. pyspf gives up at the
   * first.
   */
  CLIENT_NAME_UNAVAILABLE {
    @Override
    boolean explains(SampleCheck check, SpfResult ours, Opinion theirs) {
      return check.uses(CLIENT_NAMES)
          && check.zone().clientNames().stream()
              .anyMatch(name -> theirs.reason().matches(".*no answer to A+ " + name + ".*"));
    }
  },

  /**
   * Section 4.6.4 limits the void lookups of terms, and bounds the names of the client by another
   * limit. pyspf counts each of those names that has no address, and each use of {@code %{p}} for a
   * client without any.
   */
  CLIENT_NAME_VOID {
    @Override
    boolean explains(SampleCheck check, SpfResult ours, Opinion theirs) {
      return check.uses(CLIENT_NAMES) && theirs.reason().contains("Void lookup limit");
    }
  };

  private static final Pattern CLIENT_NAMES =
      Pattern.compile("ptr|%\\{p", Pattern.CASE_INSENSITIVE);
  private static final Pattern EXCHANGES_OUT_OF_ORDER = Pattern.compile("mx:mxdead\\.test");
  private static final Pattern REDIRECT = Pattern.compile("redirect=", Pattern.CASE_INSENSITIVE);

  /** Whether this alone is why they differ, as far as their words tell. */
  boolean explains(SampleCheck check, SpfResult ours, Opinion theirs) {
    return false;
  }

  /**
   * The same question without what they differ about, so that to ask pyspf again tells whether that
   * was why. By the RFC the result is the same.
   */
  SampleCheck plain(SampleCheck check) {
    return check;
  }
}
