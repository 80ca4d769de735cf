/** Tests of DKIM: the rules one by one, hostile input, and dkimpy as an independent opinion. */
@NullMarked
package org.gate64.evidence.dkim;

import org.jspecify.annotations.NullMarked;
