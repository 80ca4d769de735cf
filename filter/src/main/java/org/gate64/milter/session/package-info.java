/**
 * One SMTP session as a state machine without I/O: commands in, replies out, and a port ({@link
 * org.gate64.milter.session.MailFilter}) behind which the mail is judged. Depends on milter.wire
 * and net; does not know what a filter looks at.
 */
@NullMarked
package org.gate64.milter.session;

import org.jspecify.annotations.NullMarked;
