/** Tests of the DNS port, and the in-memory DNS that other packages' tests use. */
@NullMarked
package org.gate64.dns;

import org.jspecify.annotations.NullMarked;
