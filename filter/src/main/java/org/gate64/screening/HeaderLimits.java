package org.gate64.screening;

/**
 * How much of headers is kept.
 *
 * @param octets all fields of one message together
 * @param fields how many one message may have
 * @param allOctets the headers of all messages at the same time
 */
public record HeaderLimits(int octets, int fields, long allOctets) {}
