/**
 * The configuration as immutable values, and how it is read from a file: everything that is wrong
 * with a file is reported at once, with file and line. Depends on net, policy, reporting and the
 * settings of dns, evidence.spf, evidence.dkim and reputation.
 */
@NullMarked
package org.gate64.config;

import org.jspecify.annotations.NullMarked;
