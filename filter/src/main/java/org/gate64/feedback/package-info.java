/**
 * What recipients say of delivered mail, once for each message: tickets, which say whom it counts
 * for and which nobody else can write, the keys that they are signed with, and how much one
 * reporter's words may come to. {@link org.gate64.feedback.WordStore} is the port to where words
 * are remembered. Depends on reputation and net.
 */
@NullMarked
package org.gate64.feedback;

import org.jspecify.annotations.NullMarked;
