/**
 * The memory that several gate64 share: an adapter for Hazelcast. Depends on reputation and net;
 * only app may see it.
 */
@NullMarked
package org.gate64.reputation.hazelcast;

import org.jspecify.annotations.NullMarked;
