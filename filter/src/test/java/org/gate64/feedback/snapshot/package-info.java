@NullMarked
package org.gate64.feedback.snapshot;

import org.jspecify.annotations.NullMarked;
