/** The configuration reader against files that are right, wrong and absurd. */
@NullMarked
package org.gate64.config;

import org.jspecify.annotations.NullMarked;
