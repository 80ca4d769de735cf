package org.gate64.evidence.spf;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.james.jspf.core.DNSServiceEnabled;
import org.apache.james.jspf.core.MacroExpandEnabled;
import org.apache.james.jspf.core.SPFCheckEnabled;
import org.apache.james.jspf.core.SPFChecker;
import org.apache.james.jspf.core.exceptions.PermErrorException;
import org.apache.james.jspf.impl.DefaultTermDefinition;
import org.apache.james.jspf.parser.TermDefinition;
import org.apache.james.jspf.parser.TermsFactory;
import org.apache.james.jspf.terms.AMechanism;
import org.apache.james.jspf.terms.AllMechanism;
import org.apache.james.jspf.terms.Configuration;
import org.apache.james.jspf.terms.ConfigurationEnabled;
import org.apache.james.jspf.terms.ExistsMechanism;
import org.apache.james.jspf.terms.ExpModifier;
import org.apache.james.jspf.terms.IP4Mechanism;
import org.apache.james.jspf.terms.IncludeMechanism;
import org.apache.james.jspf.terms.RedirectModifier;
import org.jspecify.annotations.Nullable;

/** The terms that have a meaning, ready to be evaluated. */
final class RecordTerms implements TermsFactory {

  /** Takes its target for a name whatever it looks like; jSPF matches {@code a:%{i}} always. */
  static final class NamedHost extends AMechanism {
    @Override
    public @Nullable List<String> getARecords(String host) {
      return null;
    }

    @Override
    public @Nullable List<String> getAAAARecords(String host) {
      return null;
    }
  }

  /** Tells where the explanation is; fetching it is {@link ExplanationChecker}'s part. */
  static final class Exp extends ExpModifier {
    Optional<MacroString> target() {
      return MacroString.parse(getHost());
    }
  }

  private static final List<TermDefinition> MECHANISMS =
      List.of(
          definition(AllMechanism.class),
          definition(NamedHost.class),
          definition(ExistsMechanism.class),
          definition(IncludeMechanism.class),
          definition(IP4Mechanism.class),
          definition(Ip6.class),
          definition(Mx.class),
          definition(Ptr.class));

  private static final List<TermDefinition> MODIFIERS =
      List.of(definition(Exp.class), definition(RedirectModifier.class));

  private static final Map<Class<?>, Supplier<Object>> NEW =
      Map.ofEntries(
          Map.entry(AllMechanism.class, AllMechanism::new),
          Map.entry(NamedHost.class, NamedHost::new),
          Map.entry(ExistsMechanism.class, ExistsMechanism::new),
          Map.entry(IncludeMechanism.class, IncludeMechanism::new),
          Map.entry(IP4Mechanism.class, IP4Mechanism::new),
          Map.entry(Ip6.class, Ip6::new),
          Map.entry(Mx.class, Mx::new),
          Map.entry(Ptr.class, Ptr::new),
          Map.entry(Exp.class, Exp::new),
          Map.entry(RedirectModifier.class, RedirectModifier::new));

  /** Where the lengths of {@code a} and {@code mx} are among what jSPF's expression captures. */
  private static final int FIRST_LENGTH = 2;

  private static final Pattern OCTET_WITH_ZERO = Pattern.compile("\\b0[0-9]");

  private final Macros macros;
  private final SPFChecker checkHost;
  private final NoDnsService dnsService = new NoDnsService();

  /**
   * @param checkHost evaluates the session's current domain, for include and redirect
   */
  RecordTerms(Macros macros, SPFChecker checkHost) {
    this.macros = macros;
    this.checkHost = checkHost;
  }

  @Override
  public Collection<TermDefinition> getMechanismsCollection() {
    return MECHANISMS;
  }

  @Override
  public Collection<TermDefinition> getModifiersCollection() {
    return MODIFIERS;
  }

  @Override
  public Object createTerm(Class<?> kind, Configuration parts) throws PermErrorException {
    Supplier<Object> constructor = NEW.get(kind);
    if (constructor == null) {
      throw new IllegalArgumentException("not a term of ours: " + kind);
    }
    Object term = constructor.get();
    if (term instanceof MacroExpandEnabled expanding) {
      requireMacrosOfRecords(parts);
      expanding.enableMacroExpand(macros);
    }
    if (term instanceof SPFCheckEnabled checking) {
      checking.enableSPFChecking(checkHost);
    }
    if (term instanceof DNSServiceEnabled asking) {
      asking.enableDNSService(dnsService);
    }
    if (term instanceof AMechanism) {
      requireLengthsWithoutZeros(parts);
    }
    if (kind == IP4Mechanism.class) {
      requireOctetsWithoutZeros(parts);
    }
    if (term instanceof ConfigurationEnabled configured) {
      configure(configured, parts);
    }
    return term;
  }

  /** jSPF notices a wrong macro only when it comes to expand it (RFC 7208, section 4.6). */
  private static void requireMacrosOfRecords(Configuration parts) throws PermErrorException {
    String target = parts.groupCount() > 0 ? parts.group(1) : null;
    if (target != null
        && MacroString.parse(target).filter(text -> !text.isForExplanations()).isEmpty()) {
      throw new PermErrorException("macros not understood: " + target);
    }
  }

  /** jSPF reads {@code a//064}, which has no meaning (RFC 7208, section 12, dual-cidr-length). */
  private static void requireLengthsWithoutZeros(Configuration parts) throws PermErrorException {
    for (int group = FIRST_LENGTH; group <= parts.groupCount(); group++) {
      String length = parts.group(group);
      if (length != null && length.length() > 1 && length.startsWith("0")) {
        throw new PermErrorException("a prefix length that begins with zero: " + length);
      }
    }
  }

  /** jSPF reads {@code ip4:192.0.2.010}, which is 10 to some and 8 to others (section 12, qnum). */
  private static void requireOctetsWithoutZeros(Configuration parts) throws PermErrorException {
    if (OCTET_WITH_ZERO.matcher(parts.group(1)).find()) {
      throw new PermErrorException("an octet that begins with zero: " + parts.group(1));
    }
  }

  private static void configure(ConfigurationEnabled term, Configuration parts)
      throws PermErrorException {
    try {
      term.config(parts);
    } catch (NumberFormatException e) {
      throw new PermErrorException("a prefix length beyond all bounds");
    }
  }

  private static TermDefinition definition(Class<?> kind) {
    try {
      return new DefaultTermDefinition(kind);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("not a term of jSPF: " + kind, e);
    }
  }
}
