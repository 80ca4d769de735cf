/**
 * What several gate64 share of recipients' words, and the keys that tickets are signed with: an
 * adapter for Hazelcast. Depends on feedback; only app may see it.
 */
@NullMarked
package org.gate64.feedback.hazelcast;

import org.jspecify.annotations.NullMarked;
