/** Tests of DNS by dnsjava against a server on loopback. */
@NullMarked
package org.gate64.dns.dnsjava;

import org.jspecify.annotations.NullMarked;
