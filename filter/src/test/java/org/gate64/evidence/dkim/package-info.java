/** Tests of DKIM: rule by rule, hostile input, and dkimpy and OpenDKIM as independent opinions. */
@NullMarked
package org.gate64.evidence.dkim;

import org.jspecify.annotations.NullMarked;
