"""Judges by DMARC with authheaders what comes in on standard input, a line each.

Requests (binary data in base64):
  clear                              -> ok         forgets all of DNS
  record DOMAIN RECORD               -> ok         what is published for a domain
  exists DOMAIN                      -> ok         a domain that has some record or other
  judge MODE AUTHOR SPF DKIM         -> RESULT POLICY, or "error" and why

MODE is classic (RFC 7489, public suffix list) or bis (tree walk of an early draft). SPF and DKIM
are STATUS:DOMAIN. POLICY is "-" where the result is none. DNS is what the requests said, and
nothing goes out to the network: the process ends first.
"""

import base64
import functools
import os
import sys
import types
import warnings

warnings.simplefilter("ignore")

import authheaders
import authheaders.dmarc_lookup

published = {}
existing = set()


def end_at_the_network(event, arguments):
    """Whichever way a release looks things up; it might take an exception for an answer."""
    if event.startswith("socket."):
        print("authheaders turns to the network: " + event, file=sys.stderr, flush=True)
        os._exit(1)


sys.addaudithook(end_at_the_network)

# A registry of public suffixes that is asked over the network; RFC 9989 has none.
authheaders.check_psddmarc_list = lambda name, dnsfunc=None: False

# The list of public suffixes, which would be read from its file each time.
organization = functools.lru_cache(None)(authheaders.dmarc_lookup.get_org_domain)
authheaders.get_org_domain = organization
authheaders.dmarc_lookup.get_org_domain = organization


def lookup(name):
    if name.startswith("_dmarc."):
        return published.get(name[len("_dmarc."):])
    return name if name in existing else None


def judge(mode, author, spf, dkim):
    spf_status, spf_domain = spf.split(":")
    dkim_status, dkim_domain = dkim.split(":")
    try:
        result, _, _, policy = authheaders.dmarc_per_from(
            author,
            types.SimpleNamespace(result=spf_status, smtp_mailfrom="sender@" + spf_domain),
            types.SimpleNamespace(result=dkim_status, header_d=dkim_domain),
            lookup,
            dmarcbis=mode == "bis",
        )
    except Exception as e:  # later releases raise on records that they do not understand
        return "error " + " ".join((type(e).__name__ + ": " + str(e)).split())
    return result + " " + (policy or "-")


def answer(command, *words):
    if command == "clear":
        published.clear()
        existing.clear()
        return "ok"
    if command == "record":
        published[words[0]] = base64.b64decode(words[1]).decode("latin-1")
        return "ok"
    if command == "exists":
        existing.add(words[0])
        return "ok"
    return {"judge": judge}[command](*words)


for line in sys.stdin:
    print(answer(*line.split()), flush=True)
