package org.gate64.evidence.spf;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gate64.net.ClientAddress;

/**
 * Why gate64 may differ from pyspf or Mail::SPF, each with the place in RFC 7208 that makes gate64
 * right or leaves the matter open.
 */
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
   * nothing. pyspf asks for the macros in its name before anything else, Mail::SPF whatever the
   * result is.
   */
  EXPLANATION_AHEAD {
    @Override
    SampleCheck plain(SampleCheck check) {
      return check.replacing(" exp=%\\{p}\\.test", "");
    }
  },

  /**
   * Section 7.3: delimiters split, and pieces are joined by dots. pyspf keeps the delimiters of all
   * but the sender; Mail::SPF splits only where a number or a reversal is given.
   */
  JOINED_BY_DOTS {
    @Override
    SampleCheck plain(SampleCheck check) {
      SampleCheck split = check.replacing("%\\{([a-z])([-+/_=]+)}", "%{$1999$2}");
      return check.sender().endsWith("@my-list.example.org")
          ? split.replacing("%\\{o999-}", "my.list.example.org")
          : split;
    }
  },

  /** RFC 5234, section 2.3: the r of a reversal knows no case. To both others it is a small one. */
  REVERSAL_IN_CAPITALS {
    @Override
    SampleCheck plain(SampleCheck check) {
      return check.replacing("(%\\{[a-zA-Z][0-9]*)R", "$1r");
    }
  },

  /** Section 7.3: capital letters are for URL escapes. Mail::SPF makes them small. */
  URL_ESCAPES {
    @Override
    SampleCheck plain(SampleCheck check) {
      String mailbox = Subject.of(check.query()).mailbox();
      String localPart = mailbox.substring(0, mailbox.lastIndexOf('@'));
      return check
          .replacing("%\\{S}", macroOf(URLEncoder.encode(mailbox, StandardCharsets.UTF_8)))
          .replacing("%\\{L}", macroOf(URLEncoder.encode(localPart, StandardCharsets.UTF_8)));
    }
  },

  /**
   * Sections 2.4 and 4.3: {@code postmaster} is the local part of a sender without one. In {@code
   * %{s}} Mail::SPF leaves it out.
   */
  POSTMASTER {
    @Override
    SampleCheck plain(SampleCheck check) {
      return check.sender().isEmpty() || check.sender().startsWith("@")
          ? check.replacing("%\\{s}", macroOf(Subject.of(check.query()).mailbox()))
          : check;
    }
  },

  /** Sections 5 and 5.6: {@code ip6} is for clients on IPv6. To Mail::SPF ::/0 holds IPv4 too. */
  IP6_FOR_IPV4 {
    @Override
    SampleCheck plain(SampleCheck check) {
      return check.query().client().family() == ClientAddress.Family.IPV4
          ? check.replacing(VALID_IP6, "")
          : check;
    }
  },

  /** Section 7.1: {@code %%} is a percent sign wherever macros are. To pyspf it is half of one. */
  PERCENT_SIGN {
    @Override
    boolean explains(Comparison c) {
      return c.theirs().reason().contains("invalid-macro-char : %%");
    }
  },

  /**
   * Section 7.1 lists the delimiters, section 7.3 demands a number of labels that is not zero, and
   * {@code c} is for explanations; by section 4.6 a mistake anywhere spoils the record. pyspf takes
   * what it gets, Mail::SPF looks only at what it reaches.
   */
  SYNTAX_OF_MACROS {
    @Override
    boolean explains(Comparison c) {
      return c.ours().detail().matches("not understood: a:%\\{(d[!0]|[cx])}\\.test");
    }
  },

  /** Section 4.6.4: more than ten exchanges are a permerror. Mail::SPF asks for the first ten. */
  TOO_MANY_EXCHANGES {
    @Override
    boolean explains(Comparison c) {
      return c.judge() == Judge.Name.MAIL_SPF
          && c.ours().detail().startsWith("more than 10 MX records");
    }
  },

  /**
   * Section 4.6.4 counts what DNS has no answer to. Mail::SPF counts also what cannot be asked for:
   * names that break the rules for names, and the host of a null MX (RFC 7505, section 3).
   */
  VOID_WITHOUT_A_QUESTION {
    @Override
    SampleCheck plain(SampleCheck check) {
      return check.replacing(" a:(both\\.)?\\.test| [-+~?]?mx:mxnull\\.test\\S*", "");
    }
  },

  /**
   * Section 5.4 has an mx match "if any address matches", and leaves open whether all exchanges are
   * asked for. pyspf does so first, and gives up at one that cannot be had.
   */
  EXCHANGE_BEHIND_THE_MATCH {
    @Override
    boolean explains(Comparison c) {
      return c.judge() == Judge.Name.PYSPF
          && c.check().uses(EXCHANGES_OUT_OF_ORDER)
          && c.theirs().reason().matches(".*no answer to A+ dead\\.test.*");
    }
  },

  /**
   * Section 4.6.2: mechanisms are evaluated one by one until one matches, so an include that is
   * never reached does no harm; section 4.6.4 ends one that is. pyspf refuses it in advance.
   */
  INCLUDE_OF_ITSELF {
    @Override
    boolean explains(Comparison c) {
      return c.theirs().reason().contains("include has trivial recursion");
    }
  },

  /**
   * Section 6.1: a redirect is followed only where no mechanism matched, and counts among the ten
   * terms (section 4.6.4) when it is. pyspf counts it before the mechanisms, Mail::SPF after them
   * even where one matched.
   */
  REDIRECT_COUNTED_AHEAD {
    @Override
    boolean explains(Comparison c) {
      return TOO_MANY_TERMS.matcher(c.theirs().reason()).find() && c.check().uses(REDIRECT);
    }
  },

  /**
   * Section 5.5: names of the client that cannot be looked up are skipped. pyspf gives up at the
   * first.
   */
  CLIENT_NAME_UNAVAILABLE {
    @Override
    boolean explains(Comparison c) {
      return c.check().uses(CLIENT_NAMES)
          && c.check().zone().clientNames().stream()
              .anyMatch(name -> c.theirs().reason().matches(".*no answer to A+ " + name + ".*"));
    }
  },

  /**
   * Section 5.5 again, which gate64 does not follow to the end: where such a name might have
   * matched, nothing but a pass is certain, and an outage must not look like bad mail. Mail::SPF
   * goes on by the letter.
   */
  CLIENT_NAME_UNCERTAIN {
    @Override
    boolean explains(Comparison c) {
      return c.ours().status() == SpfStatus.TEMPERROR
          && c.check().uses(CLIENT_NAMES)
          && c.check().zone().clientNames().stream()
              .anyMatch(name -> c.ours().detail().matches("A+ " + name + ": .*"));
    }
  },

  /**
   * Section 4.6.4 limits the void lookups of terms, and bounds the names of the client by another
   * limit. Both others count each of those names that has no address, and each use of {@code %{p}}
   * for a client without any.
   */
  CLIENT_NAME_VOID {
    @Override
    boolean explains(Comparison c) {
      return c.check().uses(CLIENT_NAMES) && TOO_MANY_VOIDS.matcher(c.theirs().reason()).find();
    }
  };

  private static final String VALID_IP6 =
      " [-+~?]?ip6:(2001:db8:1:2::|2001:DB8:ffff::|::ffff:192\\.0\\.2\\.|::)[0-9]{1,3}"
          + "(/(0|[1-9][0-9]*))?(?= |$)";

  private static final Pattern CLIENT_NAMES =
      Pattern.compile("ptr|%\\{p", Pattern.CASE_INSENSITIVE);
  private static final Pattern REDIRECT = Pattern.compile("redirect=", Pattern.CASE_INSENSITIVE);
  private static final Pattern EXCHANGES_OUT_OF_ORDER = Pattern.compile("mx:mxdead\\.test");
  private static final Pattern TOO_MANY_TERMS =
      Pattern.compile("Too many DNS lookups|Maximum DNS-interactive terms limit");
  private static final Pattern TOO_MANY_VOIDS =
      Pattern.compile("Void lookup limit|Maximum void DNS look-ups limit");

  /** Whether this alone is why they differ, as far as their words tell. */
  boolean explains(Comparison c) {
    return false;
  }

  /**
   * The same question without what they differ about, so that to ask the other again tells whether
   * that was why. By the RFC the result is the same.
   */
  SampleCheck plain(SampleCheck check) {
    return check;
  }

  /** A macro-string that expands to the text, for use as a replacement. */
  private static String macroOf(String text) {
    return Matcher.quoteReplacement(text.replace("%", "%%"));
  }
}
