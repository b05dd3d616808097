// oauth4webapi with its defaults; only http, which it refuses elsewhere, is allowed on this machine.
import * as oauth from 'oauth4webapi'
import { CLIENT_ID, ISSUER, REDIRECT_URI, SCOPE, WAY, done, key, sentBackFrom } from './person.mjs'

const here = { [oauth.allowInsecureRequests]: true }
const issuer = new URL(ISSUER)
const discovered = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...here })
const server = await oauth.processDiscoveryResponse(issuer, discovered)
const client = { client_id: CLIENT_ID }
const own = await key()
const proof = own ? oauth.PrivateKeyJwt(own) : oauth.None()
const found = { issuer: server.issuer }

async function tokens() {
  if (WAY === 'system') {
    const asked = new URLSearchParams({ scope: SCOPE })
    const answer = await oauth.clientCredentialsGrantRequest(server, client, proof, asked, here)
    return oauth.processClientCredentialsResponse(server, client, answer)
  }
  const verifier = oauth.generateRandomCodeVerifier()
  const state = oauth.generateRandomState()
  const address = new URL(server.authorization_endpoint)
  address.search = new URLSearchParams({
    client_id: CLIENT_ID,
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    scope: SCOPE,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  const back = await sentBackFrom(address.href)
  const parameters = oauth.validateAuthResponse(server, client, back, state)
  const answer = await oauth.authorizationCodeGrantRequest(
    server, client, proof, parameters, REDIRECT_URI, verifier, here,
  )
  return oauth.processAuthorizationCodeResponse(server, client, answer)
}

let got = await tokens()
found.scope = got.scope
found.expires_in = got.expires_in
if (got.refresh_token) {
  const answer = await oauth.refreshTokenGrantRequest(server, client, proof, got.refresh_token, here)
  got = await oauth.processRefreshTokenResponse(server, client, answer)
  found.refreshed = got.scope
}
if (own) {
  const answer = await oauth.introspectionRequest(server, client, proof, got.access_token, here)
  found.active = (await oauth.processIntrospectionResponse(server, client, answer)).active
}
const read = async () =>
  (await oauth.protectedResourceRequest(got.access_token, 'GET', new URL(`${ISSUER}/api/v1/events`), undefined, null, here)).status
found.read = await read()
try {
  const answer = await oauth.revocationRequest(server, client, proof, got.refresh_token ?? got.access_token, here)
  await oauth.processRevocationResponse(answer)
  found.revoked = true
} catch (refused) {
  found.revoked = refused.error
}
try {
  found.read_after = await read()
} catch (refused) {
  found.read_after = refused.status ?? refused.message
}
done(found)
