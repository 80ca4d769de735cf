@NullMarked
package org.gate64.feedback.hazelcast;

import org.jspecify.annotations.NullMarked;
