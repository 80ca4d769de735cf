package org.gate64.screening;

import java.time.Duration;
import org.gate64.attempts.AttemptStore;
import org.gate64.attempts.SteeringTable;

/**
 * What is remembered of refused mail until it comes again.
 *
 * @param store where
 * @param interval tries less than this apart are one, as in the store
 * @param table what became of it
 */
public record RetryMemory(AttemptStore store, Duration interval, SteeringTable table) {}
