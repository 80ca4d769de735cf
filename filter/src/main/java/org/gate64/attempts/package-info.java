/**
 * What is remembered of mail that was refused and may come again, so that it is known when it does.
 * Pure, but for the figures of {@link org.gate64.attempts.SteeringTable}; {@link
 * org.gate64.attempts.AttemptStore} is the port to where it is remembered. Depends on net.
 */
@NullMarked
package org.gate64.attempts;

import org.jspecify.annotations.NullMarked;
