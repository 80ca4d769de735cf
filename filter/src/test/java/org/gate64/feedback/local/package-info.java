@NullMarked
package org.gate64.feedback.local;

import org.jspecify.annotations.NullMarked;
