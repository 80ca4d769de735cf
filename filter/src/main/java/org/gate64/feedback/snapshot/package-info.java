/** What recipients said, as lines of a file that outlives its process. Depends on feedback. */
@NullMarked
package org.gate64.feedback.snapshot;

import org.jspecify.annotations.NullMarked;
