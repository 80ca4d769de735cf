package org.gate64.dns;

import org.gate64.net.DomainName;

/** What is asked: the records of one type at one name. */
public record DnsQuestion(DomainName name, RecordType type) {

  @Override
  public String toString() {
    return type + " " + name;
  }
}
