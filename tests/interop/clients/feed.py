"""The CloudEvents SDK and two SSE parsers read the feed."""

import json
import os

import httpx
import requests
import sseclient
from cloudevents.v1.http import from_dict, from_json
from httpx_sse import connect_sse

url, auth = os.environ["ISSUER"] + "/api/v1/events", {"Authorization": f"Bearer {os.environ['TOKEN']}"}
page = requests.get(url, headers=auth, timeout=10).json()["events"]
found = []
for event in page:
    whole, sent = from_dict(event), from_json(json.dumps(event))
    assert (whole["id"], whole["time"]) == (sent["id"], sent["time"])
    found.append({"id": whole["id"], "time": whole["time"], "type": whole["type"], "sequence": whole["sequence"], "data": whole.data})


def told(events):
    read = []
    for event in events:
        read.append({"id": event.id, "event": event.event, "data": json.loads(event.data)})
        if len(read) == len(page):
            return read


stream = requests.get(url, headers={**auth, "Accept": "text/event-stream"}, stream=True, timeout=10)
first = told(sseclient.SSEClient(stream).events())
with httpx.Client(timeout=10) as client, connect_sse(client, "GET", url, headers=auth) as source:
    second = told(source.iter_sse())
assert first == second, "two parsers read the same"
print(f"DONE {json.dumps({'page': page, 'found': found, 'told': first})}", flush=True)
