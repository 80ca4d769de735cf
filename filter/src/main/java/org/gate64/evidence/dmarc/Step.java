package org.gate64.evidence.dmarc;

import java.util.Set;
import org.gate64.dns.DnsQuestion;

/**
 * A conclusion from what is known by now.
 *
 * @param value the conclusion
 * @param wanted what has to be asked before it is final; final where this is empty
 */
record Step<T>(T value, Set<DnsQuestion> wanted) {}
