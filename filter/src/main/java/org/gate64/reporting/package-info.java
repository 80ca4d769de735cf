/**
 * How a decision is told: in the headers of delivered mail, in the log, and to a person. Whatever
 * came from outside is escaped here. Depends on policy, the results of evidence and reputation, and
 * net.
 */
@NullMarked
package org.gate64.reporting;

import org.jspecify.annotations.NullMarked;
