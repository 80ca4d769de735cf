/**
 * SPF (RFC 7208): jSPF's parser and mechanisms under an executor of gate64's own, which answers
 * their DNS questions without a thread waiting. Depends on dns and net.
 */
@NullMarked
package org.gate64.evidence.spf;

import org.jspecify.annotations.NullMarked;
