/**
 * The memory of a gate64 that runs alone: on the heap, bounded, without any network. An adapter of
 * {@link org.gate64.reputation.ReputationStore}. Depends on reputation and net; only app sees it.
 */
@NullMarked
package org.gate64.reputation.local;

import org.jspecify.annotations.NullMarked;
