package org.gate64.evidence.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gate64.evidence.dmarc.PolicyRecord.PublicSuffix;
import org.gate64.net.DomainName;

/**
 * A DNS tree walk (RFC 9989, section 4.10): the policy records of a domain and those above it.
 *
 * @param start where it began
 * @param found the records on the way, from the longest name to the shortest
 * @param extent how far it has come
 */
record Walk(DomainName start, List<Stop> found, Extent extent) {

  /** A name on the way that has a policy record. */
  record Stop(DomainName name, PolicyRecord record) {}

  /** How far a walk has come. */
  enum Extent {
    /** To its end. */
    COMPLETE,
    /** To a name that DNS has not answered for yet. */
    UNFINISHED,
    /** To a name that DNS would not answer for; what is above it stays unknown. */
    FAILED
  }

  /** Names of more labels are cut to this many after the first query (section 4.10, step 4). */
  private static final int MOST_LABELS = 7;

  /** Walks as far as the facts go. */
  static Walk from(DomainName start, Facts facts) {
    List<Stop> found = new ArrayList<>();
    for (DomainName name : names(start)) {
      Answer answer = facts.policyAt(name);
      if (answer instanceof Answer.Awaited) {
        return new Walk(start, found, Extent.UNFINISHED);
      }
      if (answer instanceof Answer.Failed) {
        return new Walk(start, found, Extent.FAILED);
      }
      if (answer instanceof Answer.Published published) {
        found.add(new Stop(name, published.record()));
        if (published.record().publicSuffix() != PublicSuffix.UNSAID) {
          break;
        }
      }
    }
    return new Walk(start, found, Extent.COMPLETE);
  }

  /**
   * The nearest policy record on the way of a walk that failed, though what DNS would not say may
   * be a nearer one.
   */
  static Optional<Stop> nearest(DomainName start, Facts facts) {
    for (DomainName name : names(start)) {
      Answer answer = facts.policyAt(name);
      if (answer instanceof Answer.Published published) {
        return Optional.of(new Stop(name, published.record()));
      }
      if (answer instanceof Answer.Awaited) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The names on the way, eight at most: the start, then one label less each. */
  static List<DomainName> names(DomainName start) {
    List<DomainName> names = new ArrayList<>(MOST_LABELS + 1);
    names.add(start);
    String text = start.toString();
    List<Integer> dots = new ArrayList<>();
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
      dots.add(dot);
    }
    for (int dot : dots.subList(Math.max(0, dots.size() - MOST_LABELS), dots.size())) {
      DomainName.parse(text.substring(dot + 1)).ifPresent(names::add);
    }
    return names;
  }

  boolean isComplete() {
    return extent == Extent.COMPLETE;
  }

  /**
   * The organizational domain (section 4.10.2) by what was found. Of a walk that is not complete it
   * is what it would be if there were nothing further up.
   */
  DomainName organizationalDomain() {
    for (Stop stop : found) {
      if (stop.record().publicSuffix() == PublicSuffix.NO) {
        return stop.name();
      }
      if (stop.record().publicSuffix() == PublicSuffix.YES && !stop.name().equals(start)) {
        return oneLabelBelow(stop.name());
      }
    }
    return last().map(Stop::name).orElse(start);
  }

  /**
   * The record that holds for the start of a complete walk (section 4.10.1): its own, that of the
   * organizational domain, or that of the public suffix, which is the last one wherever the
   * organizational domain has none.
   */
  Optional<Stop> policy() {
    return at(start).or(() -> at(organizationalDomain())).or(this::last);
  }

  private Optional<Stop> at(DomainName name) {
    return found.stream().filter(stop -> stop.name().equals(name)).findFirst();
  }

  private Optional<Stop> last() {
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
  }

  private DomainName oneLabelBelow(DomainName suffix) {
    String text = start.toString();
    int dot = text.length() - suffix.toString().length() - 1;
    return DomainName.parse(text.substring(text.lastIndexOf('.', dot - 1) + 1)).orElse(start);
  }
}
