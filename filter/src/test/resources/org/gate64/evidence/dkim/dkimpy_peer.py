"""Signs and verifies with dkimpy what comes in on standard input, a line each.

Requests (binary data in base64):
  time SECONDS                                            -> ok
  key NAME PRIVATE RECORD                                 -> ok
  sign KEY ALGORITHM HEADER-FORM BODY-FORM FIELDS MESSAGE -> the signed message
  verify INDEX MESSAGE                                    -> pass | fail
"""

import base64
import sys
import time

import dkim

private_keys = {}
records = {}


def lookup(name, timeout=5):
    name = name.decode("ascii") if isinstance(name, bytes) else name
    return records.get(name.split(".", 1)[0], b"")


def sign(key, algorithm, header_form, body_form, fields, message):
    message = base64.b64decode(message)
    field = dkim.DKIM(message).sign(
        key.encode(),
        b"example.org",
        private_keys[key],
        signature_algorithm=algorithm.encode(),
        canonicalize=(header_form.encode(), body_form.encode()),
        include_headers=fields.encode().split(b":"),
    )
    return base64.b64encode(field + message).decode()


def verify(index, message):
    try:
        verifier = dkim.DKIM(base64.b64decode(message))
        return "pass" if verifier.verify(int(index), dnsfunc=lookup) else "fail"
    except dkim.DKIMException:
        return "fail"


def answer(command, *words):
    if command == "time":
        time.time = lambda: int(words[0])
        return "ok"
    if command == "key":
        private_keys[words[0]] = base64.b64decode(words[1])
        records[words[0]] = base64.b64decode(words[2])
        return "ok"
    return {"sign": sign, "verify": verify}[command](*words)


for line in sys.stdin:
    print(answer(*line.split()), flush=True)
