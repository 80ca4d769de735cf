/** Tests of DMARC; no case of them needs the network. */
@NullMarked
package org.gate64.evidence.dmarc;

import org.jspecify.annotations.NullMarked;
