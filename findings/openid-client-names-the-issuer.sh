#!/usr/bin/env bash
# A program's proof of who it is, made by a widely used library with its defaults, is not addressed as NHS login and CIS2 ask.
#
# What       `openid-client` 6.9.0 (npm) with its `oauth4webapi` 3.8.8 and `private_key_jwt`, and a provider with addresses shaped
#            like those of CIS2, which have `:443` in them. The provider is played by a function; nothing is sent.
# Right      NHS login: `aud` of the assertion contains the address of the token endpoint (docs/sources.md#nhsl-eis); OpenID
#            Connect Core 1.0 §9 says the same with SHOULD. Services that use CIS2 do so too (docs/sources.md#cis2-users). Text
#            is compared letter by letter.
# Seen       `aud` is the issuer and nothing else, as newer drafts on assertions wish, whatever the provider's metadata says; it
#            lives for 60 seconds. Meanwhile the issuer in it keeps its `:443`, and the addresses asked lose theirs, being
#            parsed and written again: who mends `aud` with the address that was asked gets one that still differs by `:443`.
#            The text of the metadata, and `modifyAssertion` to put it in, is what works.
# We         Our clients put the endpoint's own text into `aud`, never a parsed address. Our authorisation server takes the issuer,
#            the token endpoint and the endpoint that was called, so that a program may come with either; our own store of roles
#            takes its token endpoint and its address (docs/national-store.md, "Who may").
#
# Exits with 0 while it is so, otherwise with 1.
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund openid-client@6.9.0 oauth4webapi@3.8.8

cat >look.mjs <<'NODE'
import * as client from 'openid-client'

const issuer = 'https://am.example.test:443/openam/oauth2/realms/root'
const token_endpoint = `${issuer}/access_token`
const metadata = {
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint,
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: ['RS512'],
}
let aud
const provider = async (address, options) => {
  if (address.endsWith('/openid-configuration')) return Response.json(metadata)
  console.log('asked:', address)
  const assertion = new URLSearchParams(options.body.toString()).get('client_assertion')
  const claims = JSON.parse(Buffer.from(assertion.split('.')[1], 'base64url'))
  console.log('aud:', JSON.stringify(claims.aud), 'for', claims.exp - claims.iat, 'seconds')
  aud = claims.aud
  return Response.json({ error: 'invalid_client' }, { status: 401 })
}
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) }
const { privateKey } = await crypto.subtle.generateKey(rsa, false, ['sign'])

const signIn = async (how, options) => {
  const proof = client.PrivateKeyJwt(privateKey, options)
  const config = await client.discovery(new URL(issuer), 'us', {}, proof, { [client.customFetch]: provider })
  const back = new URL('https://us.example.test/back?code=1&state=2')
  await client.authorizationCodeGrant(config, back, { expectedState: '2' }).catch(() => {})
  console.log(`${how}: aud is the token endpoint: ${aud === token_endpoint}`)
}
await signIn('defaults')
await signIn('the address that was asked', {
  [client.modifyAssertion]: (_, claims) => { claims.aud = new URL(token_endpoint).href },
})
await signIn('the text of the metadata', { [client.modifyAssertion]: (_, claims) => { claims.aud = token_endpoint } })
NODE
node look.mjs | tee seen

diff - seen <<'EXPECTED' || { echo "It behaves otherwise now." >&2; exit 1; }
asked: https://am.example.test/openam/oauth2/realms/root/access_token
aud: "https://am.example.test:443/openam/oauth2/realms/root" for 60 seconds
defaults: aud is the token endpoint: false
asked: https://am.example.test/openam/oauth2/realms/root/access_token
aud: "https://am.example.test/openam/oauth2/realms/root/access_token" for 60 seconds
the address that was asked: aud is the token endpoint: false
asked: https://am.example.test/openam/oauth2/realms/root/access_token
aud: "https://am.example.test:443/openam/oauth2/realms/root/access_token" for 60 seconds
the text of the metadata: aud is the token endpoint: true
EXPECTED
