/** Tests of what content filters wrote. */
@NullMarked
package org.gate64.evidence.content;

import org.jspecify.annotations.NullMarked;
