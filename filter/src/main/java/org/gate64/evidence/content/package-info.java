/**
 * What a content filter found that saw the message before, and wrote into its header. Depends on
 * net.
 */
@NullMarked
package org.gate64.evidence.content;

import org.jspecify.annotations.NullMarked;
