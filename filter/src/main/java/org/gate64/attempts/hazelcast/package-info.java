/**
 * The memory for refused mail that several gate64 share: an adapter for Hazelcast. Depends on
 * attempts and net; only app may see it.
 */
@NullMarked
package org.gate64.attempts.hazelcast;

import org.jspecify.annotations.NullMarked;
