/**
 * Finds, in what somebody hands in, the verdict of the message that he speaks of: an adapter for
 * mime4j. Depends on feedback and net; only app may see it.
 */
@NullMarked
package org.gate64.feedback.report;

import org.jspecify.annotations.NullMarked;
