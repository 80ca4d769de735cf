/**
 * The interface for those who watch over the daemon and tell it things: plain HTTP/1.1, for
 * programs and for curl. It stands on Netty, whose decoder bounds what it reads and whose one event
 * loop here serves any number of slow clients; the JDK's server would give a thread to each, and
 * takes its bounds from system properties that hold for the whole process. Depends on net, and may
 * on reporting.
 */
@NullMarked
package org.gate64.admin;

import org.jspecify.annotations.NullMarked;
