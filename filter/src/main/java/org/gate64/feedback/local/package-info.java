/** The memory of one node for recipients' words. Depends on feedback. */
@NullMarked
package org.gate64.feedback.local;

import org.jspecify.annotations.NullMarked;
