#!/usr/bin/env bash
# A program creates a proxy role, gets 201, and no longer has its role: the answer's content is in its place, without any id.
#
# What       `fhirpy` 2.3.1 (PyPI), an FHIR client, and the answers of the national store of roles, played here by a few lines.
# Right      The store answers a create with 201, `Location`, and an OperationOutcome of severity information; a PATCH with 200
#            and the same (docs/sources.md#vrs-api). FHIR R4 (RESTful API, create) lets servers choose such a body; the id is
#            in `Location`. Bodies are `application/fhir+json` there, patches `application/json-patch+json`.
# Seen       `save()` empties the resource and fills it with the OperationOutcome, under its old resourceType: a Consent with an
#            `issue`, no status, no id. `Location` is not read, so the id is lost, and saving again is a POST again. There
#            is no error. `patch()` sends a piece of the resource and is no JSON Patch. Both go out as `application/json`.
#            `performer__identifier`, its way to write a search in Python, goes out as the chain `performer.identifier`; the
#            modifier `performer:identifier`, which the store knows, has to be written out with ** and a dictionary.
# We         The store answers such a body with 415, and `Accept-Post` and `Accept-Patch` name what it takes. A search that names
#            nobody in a way it knows is 400 and never a list of everybody; one with a parameter that it does not know is
#            refused by its name. A second role for the same two people is 409, so that a second save makes no second role.
#
# Exits with 0 while it is so, otherwise with 1.
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check fhirpy==2.3.1

cat >look.py <<'PYTHON'
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote
from fhirpy import SyncFHIRClient

class Store(BaseHTTPRequestHandler):
    def answer(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind = self.headers.get("Content-Type")
        print("sent:", self.command, unquote(self.path), *[kind] if kind else [])
        told = {"resourceType": "OperationOutcome", "issue": [{"severity": "information", "code": "informational"}]}
        found = {"resourceType": "Bundle", "type": "searchset", "total": 0}
        body = json.dumps(found if self.command == "GET" else told).encode()
        self.send_response(201 if self.command == "POST" else 200)
        self.send_header("Content-Type", "application/fhir+json")
        self.send_header("Content-Length", str(len(body)))
        if self.command == "POST":
            self.send_header("Location", "/Consent/A0000001")
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PATCH = do_PUT = answer

    def log_message(self, *_):
        pass

server = ThreadingHTTPServer(("127.0.0.1", 0), Store)
Thread(target=server.serve_forever, daemon=True).start()
client = SyncFHIRClient(f"http://127.0.0.1:{server.server_port}")

role = client.resource("Consent", status="proposed")
role.save()
print("saved:", json.dumps(dict(role)), "id:", role.id)
role.save()

known = client.resource("Consent", id="A0000001", status="active")
known.patch(status="inactive")
print("patched:", json.dumps(dict(known)))

proxy = "https://fhir.nhs.uk/Id/nhs-number|9990000018"
client.resources("Consent").search(performer__identifier=proxy).fetch()
client.resources("Consent").search(**{"performer:identifier": proxy}).fetch()
PYTHON
venv/bin/python look.py | tee seen

diff - seen <<'EXPECTED' || { echo "It behaves otherwise now." >&2; exit 1; }
sent: POST /Consent application/json
saved: {"resourceType": "Consent", "issue": [{"severity": "information", "code": "informational"}]} id: None
sent: POST /Consent application/json
sent: PATCH /Consent/A0000001 application/json
patched: {"resourceType": "Consent", "issue": [{"severity": "information", "code": "informational"}]}
sent: GET /Consent?performer.identifier=https://fhir.nhs.uk/Id/nhs-number|9990000018
sent: GET /Consent?performer:identifier=https://fhir.nhs.uk/Id/nhs-number|9990000018
EXPECTED
