# The MESH sandbox, in the clear and with mutual TLS: read by bin/interop.
readonly MESH_SANDBOX=mesh-sandbox==1.0.137 # Python from 3.11, below 3.14

mesh() {
    local bin site tls=$scratch/tls port tls_port
    bin=$(python_with "$MESH_SANDBOX")
    site=$("$bin/python" -c 'import mesh_sandbox, os; print(os.path.dirname(mesh_sandbox.__file__))')
    # Its mailboxes are files of the package, so a copy of it gets ours.
    cp -r "$site" "$scratch/mesh_sandbox"
    cp tests/interop/mesh/{mailboxes,workflows}.jsonl "$scratch/mesh_sandbox/store/data/"
    tests/interop/mesh/certificates "$tls"
    port=$(free_port "$bin")
    tls_port=$(free_port "$bin")
    serve_mesh "$bin" "$port"
    serve_mesh "$bin" "$tls_port" --ssl-certfile "$tls/server.pem" --ssl-keyfile "$tls/server.key" \
        --ssl-ca-certs "$tls/ca.pem" --ssl-cert-reqs 2
    until_it_answers curl --silent --fail "http://127.0.0.1:$port/health"
    until_it_answers curl --silent --fail --cacert "$tls/ca.pem" --cert "$tls/client.pem" --key "$tls/client.key" \
        "https://127.0.0.1:$tls_port/health"
    say "our MESH client against $MESH_SANDBOX"
    INTEROP_MESH_URL=http://127.0.0.1:$port INTEROP_MESH_TLS_URL=https://127.0.0.1:$tls_port \
        INTEROP_MESH_TLS_FILES=$tls run_tests mesh
}

serve_mesh() {
    local bin=$1 port=$2
    shift 2
    PYTHONPATH=$scratch AUTH_MODE=full SHARED_KEY=TestKey STORE_MODE=memory "$bin/python" -m uvicorn \
        mesh_sandbox.api:app --host 127.0.0.1 --port "$port" --workers 1 "$@" >"$scratch/mesh-$port.log" 2>&1 &
    started+=($!)
}
