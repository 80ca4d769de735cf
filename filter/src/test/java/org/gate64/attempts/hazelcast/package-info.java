@NullMarked
package org.gate64.attempts.hazelcast;

import org.jspecify.annotations.NullMarked;
