/**
 * What is remembered, in files: all records for the next start or another node, and who this node
 * is. Depends on reputation and net; only app and other adapters of reputation see it.
 */
@NullMarked
package org.gate64.reputation.snapshot;

import org.jspecify.annotations.NullMarked;
