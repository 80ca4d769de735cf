package org.gate64.evidence.spf;

import org.gate64.net.ClientAddress;
import org.gate64.net.DomainName;
import org.gate64.net.MailPath;

/**
 * What SPF is asked about.
 *
 * @param client whose right to send is in question
 * @param helo the argument of HELO or EHLO: hostile text that may be no name at all
 * @param sender the reverse-path; where it is null, the HELO identity is checked instead
 * @param receiver the host that asks, for the explanation of a fail ({@code %{r}}, RFC 7208,
 *     section 7.3)
 */
public record SpfQuery(ClientAddress client, String helo, MailPath sender, DomainName receiver) {

  /** The same with a null sender: what SPF says of the HELO name alone (RFC 7208, section 2.3). */
  public SpfQuery ofHelo() {
    return new SpfQuery(client, helo, MailPath.NULL, receiver);
  }
}
