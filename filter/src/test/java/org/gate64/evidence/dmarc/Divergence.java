package org.gate64.evidence.dmarc;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gate64.evidence.dmarc.Authheaders.Mode;
import org.gate64.evidence.dmarc.Authheaders.Opinion;

/**
 * Why gate64 and authheaders differ, and gate64 is right; sections are those of RFC 9989. Each says
 * where it applies, what gate64 has to come to there, and what authheaders comes to.
 */
enum Divergence {
  /**
   * Section 4.10.2, rule 2: the organizational domain is one label below the suffix. authheaders
   * takes every suffix for one of a single label, and applies the record of a longer one.
   */
  SUFFIX_OF_TWO_LABELS {
    @Override
    boolean applies(Comparison c) {
      return c.mode() == Mode.BIS && c.tree().record(SUFFIX).isPresent();
    }

    @Override
    boolean explains(Comparison c) {
      return (c.weApplyItsOwn()
              || c.tree().record(c.tree().organization()).stream().anyMatch(c::weApply))
          && c.tree().record(SUFFIX).filter(c::theyApply).isPresent();
    }
  },

  /** Section 4.7, {@code t=}: a test asks for one step less. authheaders does not know the tag. */
  TEST_MODE {
    @Override
    boolean applies(Comparison c) {
      return tests(c).findAny().isPresent();
    }

    @Override
    boolean explains(Comparison c) {
      return c.agreesOnResult()
          && c.ours().policy().equals(SampleRecord.milder(c.theirs().policy()))
          && tests(c).anyMatch(c::theyApply);
    }

    private Stream<SampleRecord> tests(Comparison c) {
      return c.tree().inReach().stream().filter(record -> record.has("t", "y"));
    }
  },

  /**
   * Section 4.10.1: without a valid {@code p=}, a record with a reporting address asks for none,
   * and DMARC does not apply under one without. authheaders does not apply it where {@code p=} is
   * missing, and hands on what it does not understand, or breaks down.
   */
  NO_VALID_POLICY {
    @Override
    boolean applies(Comparison c) {
      return invalid(c).findAny().isPresent();
    }

    @Override
    boolean explains(Comparison c) {
      return invalid(c)
          .filter(record -> record.ofItself().equals(c.ours().policy()))
          .anyMatch(
              record ->
                  c.theyApply(record) || (record.has("p") && c.theirs().result().equals("error")));
    }

    private Stream<SampleRecord> invalid(Comparison c) {
      return c.tree().inReach().stream().filter(record -> !record.isValid());
    }
  },

  /**
   * Section 4.7: {@code np=} is about mail of domains that do not exist and that does not pass.
   * Whether the domain of mail that passes exists is not asked, and {@code sp=} is named.
   */
  NP_OF_WHAT_PASSES {
    @Override
    boolean applies(Comparison c) {
      return c.ours().result().equals("pass")
          && !c.tree().existing().contains(c.tree().author())
          && c.tree().inReach().stream().anyMatch(record -> record.has("np"));
    }

    @Override
    boolean explains(Comparison c) {
      return c.agreesOnResult()
          && c.tree().inReach().stream()
              .filter(record -> record.has("np"))
              .anyMatch(record -> c.weApply(record) && c.theyApply(record));
    }
  },

  /** Section 4.8: a wrong value falls back to the default. authheaders aligns nothing by it. */
  WRONG_MODE {
    @Override
    boolean applies(Comparison c) {
      return c.tree().inReach().stream().anyMatch(record -> record.has("adkim", "x"));
    }

    @Override
    boolean explains(Comparison c) {
      return c.agreesOnPolicy()
          && c.ours().result().equals("pass")
          && c.theirs().result().equals("fail");
    }
  },

  /**
   * Section 4.10.1: the policy for an author that has a record of its own is its {@code p=}.
   * authheaders takes {@code sp=} and {@code np=} for the domain itself too.
   */
  SUBDOMAIN_TAGS_OF_ITS_OWN {
    @Override
    boolean applies(Comparison c) {
      return c.tree().own().filter(own -> own.has("sp") || own.has("np")).isPresent();
    }

    @Override
    boolean explains(Comparison c) {
      return c.agreesOnResult()
          && c.weApplyItsOwn()
          && c.tree().own().filter(c::theyApply).isPresent();
    }
  },

  /**
   * Section 4.10.1: an author's own record comes before that of the organizational domain. The
   * early draft's walk takes the latter.
   */
  OWN_RECORD_FIRST {
    @Override
    boolean applies(Comparison c) {
      return c.mode() == Mode.BIS && c.tree().own().isPresent() && c.tree().inReach().size() > 1;
    }

    @Override
    boolean explains(Comparison c) {
      return c.weApplyItsOwn()
          && c.tree().above().stream()
              .flatMap(domain -> c.tree().record(domain).stream())
              .anyMatch(c::theyApply);
    }
  },

  /**
   * Section 4.10: names of up to seven labels are walked one by one, where the early draft cut
   * those of five and more to four, and sees no record between.
   */
  LONGER_WALK {
    @Override
    boolean applies(Comparison c) {
      return c.mode() == Mode.BIS && passedOver(c).findAny().isPresent();
    }

    @Override
    boolean explains(Comparison c) {
      return c.theirs().equals(Opinion.NONE) && passedOver(c).anyMatch(c::weApply);
    }

    private Stream<SampleRecord> passedOver(Comparison c) {
      return c.tree().above().stream()
          .filter(domain -> domain.split("\\.", -1).length > 4)
          .flatMap(domain -> c.tree().record(domain).stream());
    }
  },

  /**
   * Section 4.10.2 finds organizational domains by records ({@code psd=n} among them), appendix
   * C.3: no public suffix list is used. authheaders aligns by the list in both modes, and in its
   * classic one finds the policy by it.
   */
  ORGANIZATION_BY_RECORDS {
    @Override
    boolean applies(Comparison c) {
      return c.tree().inReach().stream().anyMatch(record -> record.has("psd", "n"))
          || c.tree().record(c.tree().organization()).isEmpty();
    }

    @Override
    boolean explains(Comparison c) {
      return c.agreesOnPolicy() ? alignsByTheList(c) : findsByTheList(c);
    }

    private boolean alignsByTheList(Comparison c) {
      return c.ours().result().equals("fail") && c.theirs().result().equals("pass");
    }

    private boolean findsByTheList(Comparison c) {
      return c.mode() == Mode.CLASSIC
          && c.tree().own().isEmpty()
          && c.tree().inReach().stream().anyMatch(c::weApply)
          && c.tree()
              .record(c.tree().organization())
              .map(c::theyApply)
              .orElse(c.theirs().equals(Opinion.NONE));
    }
  };

  /** The only one of two labels in the samples. */
  private static final String SUFFIX = "co.uk";

  /** All that would explain a difference, were there one. */
  static Set<Divergence> at(Comparison comparison) {
    return Arrays.stream(values())
        .filter(each -> each.applies(comparison))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Divergence.class)));
  }

  /** Why these differ. */
  static Optional<Divergence> of(Comparison comparison) {
    return at(comparison).stream().filter(each -> each.explains(comparison)).findFirst();
  }

  /** Whether the message and the records are of that kind. */
  abstract boolean applies(Comparison comparison);

  /** Whether gate64 comes to what it should there, and authheaders to what it does instead. */
  abstract boolean explains(Comparison comparison);
}
