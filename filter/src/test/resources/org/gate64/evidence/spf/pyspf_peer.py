"""Judges by SPF with pyspf what comes in on standard input, a line each.

Request (text in base64):
  check CLIENT SENDER HELO  -> WORD and why; "broken" where pyspf breaks down

Before the answer it asks for what pyspf wants to know of DNS, and nothing goes out to the network:
  ask TYPE NAME             <- records DATA DATA ..., or failure

DATA is an address or a name, an MX record's preference:name, or a text.
"""

import base64
import socket
import sys
import warnings

warnings.simplefilter("ignore")

import spf


def no_network(*arguments, **options):
    raise RuntimeError("this test has no network")


socket.socket = no_network


def encode(text):
    return base64.b64encode(text.encode("latin-1", "replace")).decode()


def decode(word):
    return base64.b64decode(word).decode("latin-1")


def value(record_type, data):
    if record_type == "TXT":
        return [data.encode("latin-1")]
    if record_type == "MX":
        preference, _, host = data.partition(":")
        return (int(preference), host)
    return data


def lookup(name, record_type, strict=True, timeout=0):
    print("ask", record_type, encode(name), flush=True)
    kind, *records = sys.stdin.readline().split()
    if kind == "failure":
        raise spf.TempError("no answer to %s %s" % (record_type, name))
    return [((name, record_type), value(record_type, decode(word))) for word in records]


spf.DNSLookup = lookup


def check(client, sender, helo):
    query = spf.query(client, decode(sender), decode(helo), strict=True, querytime=0)
    try:
        word, _, reason = query.check()
    except Exception as e:  # it raises whatever Python raises on some of the input
        word, reason = "broken", type(e).__name__ + ": " + str(e)
    return word + " " + ascii(" ".join(reason.split())[:200])


for line in iter(sys.stdin.readline, ""):
    command, *words = line.rstrip("\n").split(" ")
    print({"check": check}[command](*words), flush=True)
