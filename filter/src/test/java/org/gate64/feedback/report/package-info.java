@NullMarked
package org.gate64.feedback.report;

import org.jspecify.annotations.NullMarked;
