/**
 * DNS by dnsjava: its messages and its resolver for one server, over Netty's sockets, with retries
 * and deadlines of our own. Depends on dns and net, and is seen by app alone.
 */
@NullMarked
package org.gate64.dns.dnsjava;

import org.jspecify.annotations.NullMarked;
