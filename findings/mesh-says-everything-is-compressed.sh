#!/usr/bin/env bash
# Every MESH message says of itself that it is compressed, also the one whose sender said that it is not; few of them are.
#
# What       NHS England's client for MESH, `mesh-client` 5.0.2 (PyPI), with NHS England's own `mesh-sandbox` 1.0.137.
# Right      `mex-Content-Compressed` comes from the sender: the content as sent is a compressed file. The client's manual says
#            so of `message.compressed`, and that packing on the way (`Content-Encoding`) is dealt with by itself.
# Seen       In version 2 of the API the server packs on the way for whoever accepts gzip, which the client always does, and then
#            sets the header to Y, whatever the sender said. So `compressed` is true for plain text, for text whose sender said
#            false, and for a real .gz alike, while `read()` gives the text unpacked and the .gz as it is. Who unpacks when
#            `compressed` says so fails on almost everything. Fetched without gzip, the same messages tell the truth.
# We         Our client unpacks by `Content-Encoding` alone (src/integrations/mesh/inbox.rs) and reads nothing from that header,
#            which also tells of a packing that is gone already (docs/sources.md#mesh-api).
#
# Exits with 0 while it is so, otherwise with 1.
set -euo pipefail
scratch=$(mktemp -d)
server=
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$scratch"
}
trap finish EXIT
cd "$scratch"

for python in python3.13 python3.12 python3.11 python3; do
    "$python" -c 'import sys, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && break
    python=
done
[ -n "$python" ] || { echo "Python 3.11, 3.12 or 3.13 is missing." >&2; exit 1; }
"$python" -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mesh-client==5.0.2 mesh-sandbox==1.0.137

port=$(venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
AUTH_MODE=full SHARED_KEY=TestKey STORE_MODE=memory venv/bin/python -m uvicorn mesh_sandbox.api:app \
    --host 127.0.0.1 --port "$port" --log-level warning >server.log 2>&1 &
server=$!

cat >look.py <<'PYTHON'
import gzip, sys, time, urllib.request
from mesh_client import MeshClient

url = sys.argv[1]
for _ in range(60):
    try:
        urllib.request.urlopen(url + "/health")
        break
    except OSError:
        time.sleep(0.5)

def mailbox(name):
    return MeshClient(url, name, "password", shared_key=b"TestKey")

TEXT = b"a letter"
with mailbox("X26ABC1") as sender, mailbox("X26ABC2") as reader, mailbox("X26ABC2") as plain_reader:
    plain_reader._session.headers["Accept-Encoding"] = "identity"
    for what, content, said in [
        ("text, nothing said", TEXT, {}),
        ("text, said not to be", TEXT, {"compressed": False}),
        ("a .gz, said to be", gzip.compress(TEXT), {"compressed": True}),
    ]:
        one = sender.send_message("X26ABC2", content, workflow_id="TEST_WORKFLOW", **said)
        seen = []
        for through in (reader, plain_reader):
            message = through.retrieve_message(one)
            seen.append(f"compressed {message.compressed}, as sent {message.read() == content}")
            message.close()
        print(f"{what}: with gzip on the way {seen[0]}; without {seen[1]}")
PYTHON
venv/bin/python look.py "http://127.0.0.1:$port" | tee seen

diff - seen <<'EXPECTED' || { echo "It behaves otherwise now." >&2; exit 1; }
text, nothing said: with gzip on the way compressed True, as sent True; without compressed False, as sent True
text, said not to be: with gzip on the way compressed True, as sent True; without compressed False, as sent True
a .gz, said to be: with gzip on the way compressed True, as sent True; without compressed True, as sent True
EXPECTED
