/** Tests of finding a message's author. */
@NullMarked
package org.gate64.evidence.author;

import org.jspecify.annotations.NullMarked;
