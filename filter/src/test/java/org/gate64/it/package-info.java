/**
 * Tests of the packaged daemon beside real mail servers. They know it as an operator does: its
 * configuration, its replies, its headers and its log. May depend on the fixtures alone.
 */
@NullMarked
package org.gate64.it;

import org.jspecify.annotations.NullMarked;
