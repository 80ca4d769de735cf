/**
 * The values everything else talks about: addresses, networks, domain names, mail paths, header
 * fields. Depends on nothing else of gate64.
 */
@NullMarked
package org.gate64.net;

import org.jspecify.annotations.NullMarked;
