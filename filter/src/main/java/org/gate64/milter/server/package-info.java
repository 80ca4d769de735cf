/**
 * Sockets: listens, cuts the stream into packets, gives each connection a session, and bounds what
 * a peer can make it hold. Depends on milter.session, milter.wire and net.
 */
@NullMarked
package org.gate64.milter.server;

import org.jspecify.annotations.NullMarked;
