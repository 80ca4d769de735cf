/**
 * What is remembered of networks and domains, and what follows from it: pure, save for the port to
 * the memory itself ({@link org.gate64.reputation.ReputationStore}). Depends on net.
 */
@NullMarked
package org.gate64.reputation;

import org.jspecify.annotations.NullMarked;
