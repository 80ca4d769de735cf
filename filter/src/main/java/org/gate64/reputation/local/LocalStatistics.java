package org.gate64.reputation.local;

/**
 * What the memory holds and what it had to let go.
 *
 * @param known subjects with a real record, about
 * @param strangers other subjects, about
 * @param forgottenKnown subjects with a real record that were driven out since the start
 * @param forgottenStrangers the same of other subjects
 * @param dropped subjects whose changes did not wait for a flush, because too many others did
 * @param flushes how often changes were written
 */
public record LocalStatistics(
    long known,
    long strangers,
    long forgottenKnown,
    long forgottenStrangers,
    long dropped,
    long flushes) {}
