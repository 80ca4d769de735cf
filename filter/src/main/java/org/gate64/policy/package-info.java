/**
 * What follows from the evidence: findings, actions, verdicts. Pure: no clock, DNS, logger or
 * future. Depends on the result types of evidence and of reputation, and on net.
 */
@NullMarked
package org.gate64.policy;

import org.jspecify.annotations.NullMarked;
