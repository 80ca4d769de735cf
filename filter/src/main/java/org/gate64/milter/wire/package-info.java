/**
 * Milter packets to values and back (Sendmail's libmilter/mfdef.h, protocol versions 2 and 6).
 * Every length is checked before it is believed; nothing here knows what comes after what. Depends
 * on net.
 */
@NullMarked
package org.gate64.milter.wire;

import org.jspecify.annotations.NullMarked;
