/** The author that a message claims: its From field (RFC 5322, section 3.6.2). Depends on net. */
@NullMarked
package org.gate64.evidence.author;

import org.jspecify.annotations.NullMarked;
