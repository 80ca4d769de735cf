package org.gate64.milter.server;

import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the sockets look like and what a peer can make them hold.
 *
 * @param sessions how many connections there may be at once; further ones are closed at once
 * @param frameLimit the longest packet in bytes
 * @param idleTimeout how long a connection may be silent
 * @param socketMode of unix sockets
 * @param socketGroup of unix sockets; empty for the daemon's own
 */
public record ServerSettings(
    int sessions,
    int frameLimit,
    Duration idleTimeout,
    Set<PosixFilePermission> socketMode,
    Optional<String> socketGroup) {}
