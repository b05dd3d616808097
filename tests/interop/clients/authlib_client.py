"""authlib with its defaults; only http, which it refuses elsewhere, is allowed on this machine (AUTHLIB_INSECURE_TRANSPORT)."""

import json
import os

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT

issuer, client_id, scope = os.environ["ISSUER"], os.environ["CLIENT_ID"], os.environ["SCOPE"]
redirect, key, way = os.environ["REDIRECT_URI"], os.environ.get("PRIVATE_KEY"), os.environ["WAY"]
server = requests.get(f"{issuer}/.well-known/oauth-authorization-server", timeout=10).json()
found = {"issuer": server["issuer"]}
about = {"scope": scope, "redirect_uri": redirect, "code_challenge_method": "S256"}
if key:
    method = PrivateKeyJWT(server["token_endpoint"], headers={"kid": os.environ["KEY_ID"]})
    # How a client proves who it is when it gives a token back is told apart from how it does when it gets one: untold, authlib takes
    # what it has for a password.
    ways = {f"{endpoint}_endpoint_auth_method": "private_key_jwt" for endpoint in ("token", "revocation")}
    session = OAuth2Session(client_id, key, **ways, **about)
    session.register_client_auth_method(method)
else:
    session = OAuth2Session(client_id, **about)

if way == "system":
    got = session.fetch_token(server["token_endpoint"], grant_type="client_credentials")
else:
    verifier = generate_token(48)
    address, state = session.create_authorization_url(server["authorization_endpoint"], code_verifier=verifier)
    print(f"OPEN {address}", flush=True)
    back = input()
    got = session.fetch_token(
        server["token_endpoint"], authorization_response=back, state=state, code_verifier=verifier
    )
found["scope"], found["expires_in"] = got["scope"], got["expires_in"]
if "refresh_token" in got:
    got = session.refresh_token(server["token_endpoint"], refresh_token=got["refresh_token"])
    found["refreshed"] = got["scope"]
if key:
    answer = session.introspect_token(server["introspection_endpoint"], token=got["access_token"])
    found["active"] = answer.json()["active"]


def read():
    headers = {"Authorization": f"Bearer {got['access_token']}"}
    return requests.get(f"{issuer}/api/v1/events", headers=headers, timeout=10).status_code


found["read"] = read()
answer = session.revoke_token(server["revocation_endpoint"], token=got.get("refresh_token", got["access_token"]))
found["revoked"] = True if answer.status_code == 200 else answer.json()["error"]
found["read_after"] = read()
print(f"DONE {json.dumps(found)}", flush=True)
