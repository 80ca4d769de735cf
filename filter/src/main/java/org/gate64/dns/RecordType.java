package org.gate64.dns;

/** The record types that gate64 asks for. */
public enum RecordType {
  A,
  AAAA,
  MX,
  PTR,
  TXT
}
