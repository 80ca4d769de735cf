/**
 * The one door to DNS: the port, its answers, and what every lookup gets whatever resolver lies
 * behind (cache, sharing, bounds, statistics). Depends on net.
 */
@NullMarked
package org.gate64.dns;

import org.jspecify.annotations.NullMarked;
