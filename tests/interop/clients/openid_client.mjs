// openid-client with its defaults; only http, which it refuses elsewhere, is allowed on this machine.
import * as client from 'openid-client'
import { CLIENT_ID, ISSUER, REDIRECT_URI, SCOPE, WAY, done, key, sentBackFrom } from './person.mjs'

const own = await key()
const config = await client.discovery(
  new URL(ISSUER),
  CLIENT_ID,
  undefined,
  own ? client.PrivateKeyJwt(own) : undefined,
  { algorithm: 'oauth2', execute: [client.allowInsecureRequests] },
)
const found = { issuer: config.serverMetadata().issuer }

async function tokens() {
  if (WAY === 'system') return client.clientCredentialsGrant(config, { scope: SCOPE })
  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const expectedState = client.randomState()
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    state: expectedState,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  })
  const back = await sentBackFrom(address.href)
  return client.authorizationCodeGrant(config, back, { pkceCodeVerifier, expectedState })
}

let got = await tokens()
found.scope = got.scope
found.expires_in = got.expires_in
if (got.refresh_token) {
  got = await client.refreshTokenGrant(config, got.refresh_token)
  found.refreshed = got.scope
}
if (own) found.active = (await client.tokenIntrospection(config, got.access_token)).active
const read = async () => (await client.fetchProtectedResource(config, got.access_token, new URL(`${ISSUER}/api/v1/events`), 'GET')).status
found.read = await read()
try {
  await client.tokenRevocation(config, got.refresh_token ?? got.access_token)
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
