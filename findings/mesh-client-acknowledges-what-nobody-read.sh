#!/usr/bin/env bash
# A MESH message that a program only looks at and leaves for another program is gone: leaving the client's block acknowledges it.
#
# What       NHS England's client for MESH, `mesh-client` 5.0.2 (PyPI), against NHS England's own `mesh-sandbox` 1.0.137.
# Right      A message is acknowledged once it has been dealt with, and leaves the inbox by that; unread ones stay for five days,
#            then the sender is told (docs/sources.md#mesh-api). A mailbox takes many workflows, which several programs may share.
# Seen       In `for message in client.iterate_all_messages(): with message:` the step `if message.workflow_id != OURS: continue`
#            acknowledges the other program's message without a byte of it read. `return` and `pass` do the same. The manual
#            says that the block acknowledges unless there was an exception; a `continue` reads as "not this one" and is none.
#            Read and closed by hand, the same message stays. The sender sees "acknowledged", so nobody is told.
# We         Our client acknowledges by a call of its own, after the message was dealt with in the database. For a message of
#            ours that others read so, "acknowledged" means that it was taken, not that it was read: only an answer says that.
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
import sys, time, urllib.request
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

OURS, THEIRS = "TEST_WORKFLOW", "TEST_WORKFLOW2"
with mailbox("X26ABC1") as sender, mailbox("X26ABC2") as reader:
    def send(workflow):
        return sender.send_message("X26ABC2", b'{"resourceType":"Task"}', workflow_id=workflow)

    def waiting(what, one):
        is_there = "waits" if one in reader.list_messages() else "is gone"
        print(f"{what}: it {is_there}, the sender reads {sender.track_message(message_id=one)['status']!r}")

    send(OURS)
    theirs = send(THEIRS)
    for message in reader.iterate_all_messages():
        with message:
            if message.workflow_id != OURS:
                continue
            message.read()
    waiting("passed over by continue", theirs)

    def only_looks(one):
        with reader.retrieve_message(one) as message:
            return message.workflow_id

    one = send(THEIRS)
    only_looks(one)
    waiting("returned from", one)

    one = send(THEIRS)
    try:
        with reader.retrieve_message(one):
            raise ValueError
    except ValueError:
        pass
    waiting("left by an exception", one)

    one = send(THEIRS)
    message = reader.retrieve_message(one)
    message.read()
    message.close()
    waiting("read and closed without the block", one)
PYTHON
venv/bin/python look.py "http://127.0.0.1:$port" | tee seen

diff - seen <<'EXPECTED' || { echo "It behaves otherwise now." >&2; exit 1; }
passed over by continue: it is gone, the sender reads 'acknowledged'
returned from: it is gone, the sender reads 'acknowledged'
left by an exception: it waits, the sender reads 'accepted'
read and closed without the block: it waits, the sender reads 'accepted'
EXPECTED
