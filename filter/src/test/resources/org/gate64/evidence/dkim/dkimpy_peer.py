"""Signs and verifies with dkimpy what comes in on standard input, a line each.

Requests (binary data in base64):
  time SECONDS                                            -> ok
  private SELECTOR KEY                                    -> ok
  record SELECTOR TEXT                                    -> ok
  outage SELECTOR                                         -> ok
  sign SELECTOR ALGORITHM HEADER-FORM BODY-FORM FIELDS MESSAGE -> the signed message
  verify INDEX MESSAGE                                    -> pass, or "no" and why

DNS is what the requests said, and nothing goes out to the network: the process ends first.
"""

import base64
import os
import sys
import time

import dkim

private_keys = {}
records = {}
outages = set()


def end_at_the_network(event, arguments):
    """Whichever way a release looks things up; it might take an exception for an answer."""
    if event.startswith("socket."):
        print("dkimpy turns to the network: " + event, file=sys.stderr, flush=True)
        os._exit(1)


sys.addaudithook(end_at_the_network)


def lookup(name, timeout=5):
    """The first text at a name, which is what dkimpy itself takes from DNS."""
    name = name.decode("ascii") if isinstance(name, bytes) else name
    selector, _, domain = name.partition("._domainkey.")
    if selector in outages:
        raise dkim.DnsTimeoutError("no answer")
    return records.get(selector, b"") if domain.lower() == "example.org." else b""


def sign(selector, algorithm, header_form, body_form, fields, message):
    message = base64.b64decode(message)
    field = dkim.DKIM(message).sign(
        selector.encode(),
        b"example.org",
        private_keys[selector],
        signature_algorithm=algorithm.encode(),
        canonicalize=(header_form.encode(), body_form.encode()),
        include_headers=fields.encode().split(b":"),
    )
    return base64.b64encode(field + message).decode()


class Complaints:
    """A logger that keeps what dkimpy does not raise but only logs."""

    def __init__(self):
        self.errors = []

    def error(self, text, *arguments):
        self.errors.append(text)

    def debug(self, text, *arguments):
        pass

    def isEnabledFor(self, level):
        return False


def verify(index, message):
    complaints = Complaints()
    try:
        verifier = dkim.DKIM(base64.b64decode(message), logger=complaints)
        if verifier.verify(int(index), dnsfunc=lookup):
            return "pass"
        reason = "".join(complaints.errors)
    except Exception as e:  # it raises whatever Python raises on malformed input
        reason = type(e).__name__ + ": " + str(e)
    return "no " + " ".join(reason.split())[:100]


def answer(command, *words):
    if command == "time":
        time.time = lambda: int(words[0])
    elif command == "private":
        private_keys[words[0]] = base64.b64decode(words[1])
    elif command == "record":
        records[words[0]] = base64.b64decode(words[1])
    elif command == "outage":
        outages.add(words[0])
    else:
        return {"sign": sign, "verify": verify}[command](*words)
    return "ok"


for line in sys.stdin:
    print(answer(*line.rstrip("\n").split(" ")), flush=True)
