package org.gate64.screening;

/**
 * How much of a message's header is kept.
 *
 * @param octets all fields together
 * @param fields how many
 */
public record HeaderLimits(int octets, int fields) {}
