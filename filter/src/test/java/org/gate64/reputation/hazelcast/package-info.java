@NullMarked
package org.gate64.reputation.hazelcast;

import org.jspecify.annotations.NullMarked;
