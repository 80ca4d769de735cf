@NullMarked
package org.gate64.feedback;

import org.jspecify.annotations.NullMarked;
