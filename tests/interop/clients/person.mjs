// The part of a flow that a person does in a browser: whoever started this script opens the address that it prints, and
// writes down where the browser was sent.
import { createInterface } from 'node:readline/promises'

const input = createInterface({ input: process.stdin })

export async function sentBackFrom(address) {
  console.log(`OPEN ${address}`)
  const { value } = await input[Symbol.asyncIterator]().next()
  return new URL(value)
}

// What this client was registered as.
export const { ISSUER, CLIENT_ID, REDIRECT_URI, SCOPE, KEY_ID, PRIVATE_KEY, WAY } = process.env

// Its key, where it has one.
export async function key() {
  if (!PRIVATE_KEY) return undefined
  const der = Buffer.from(PRIVATE_KEY.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64')
  const kind = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  return { key: await crypto.subtle.importKey('pkcs8', der, kind, false, ['sign']), kid: KEY_ID }
}

// Says what came of it, and ends.
export function done(found) {
  console.log(`DONE ${JSON.stringify(found)}`)
  input.close()
}
