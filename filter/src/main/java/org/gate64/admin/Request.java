package org.gate64.admin;

import java.io.InputStream;

/**
 * A request that may be answered.
 *
 * @param query the parameters in its target
 * @param body comes as it arrives, and is bounded; to be read by threads that may wait
 */
public record Request(Parameters query, InputStream body) {}
