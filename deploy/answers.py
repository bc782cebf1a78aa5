"""Whether the web process in this container answers, asked by the name that it accepts."""

import os
import sys
import urllib.request

name = os.environ["PACT_HOSTS"].split(",")[0]
question = urllib.request.Request("http://127.0.0.1:8000/livez", headers={"Host": name})
with urllib.request.urlopen(question, timeout=4) as answer:  # noqa: S310 (always http)
    sys.exit(answer.status != 200)
