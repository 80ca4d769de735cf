/**
 * What was found out about one message, and who gathers it. Depends on dns and net; knows neither
 * policy nor the milter protocol.
 */
@NullMarked
package org.gate64.evidence;

import org.jspecify.annotations.NullMarked;
