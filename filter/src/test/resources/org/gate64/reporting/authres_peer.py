"""Reads values of Authentication-Results with authres, as they come in on standard input.

A line holds one value in base64, folds as spaces. The answer has a word for authserv-id and one for
each result, METHOD,RESULT followed by ,PROPERTY,VALUE for each property, values in base64; or
"error" and why.
"""

import base64
import sys

import authres
import authres.dkim_b
import authres.dmarc

reader = authres.FeatureContext(authres.dkim_b, authres.dmarc)


def word(result):
    parts = [result.method, result.result]
    for each in result.properties:
        value = base64.b64encode((each.value or "").encode()).decode()
        parts += [each.type + "." + each.name, value]
    return ",".join(parts)


def read(value):
    try:
        field = reader.parse_value(base64.b64decode(value).decode("ascii"))
    except Exception as e:
        return "error " + " ".join((type(e).__name__ + ": " + str(e)).split())
    return " ".join([field.authserv_id] + [word(result) for result in field.results])


for line in sys.stdin:
    print(read(line.strip()), flush=True)
