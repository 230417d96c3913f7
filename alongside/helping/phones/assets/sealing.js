// Locks a text so that only who has the private key can open it again. For entries that is the server alone: see
// helping/phones/rules.py, which opens them.

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export function toText (bytes) {
  let binary = ''
  for (const byte of new Uint8Array(bytes)) binary += String.fromCharCode(byte)
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

export function toBytes (text) {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0))
}

export const CURVE = { name: 'ECDH', namedCurve: 'P-256' }
const AES = { name: 'AES-GCM', length: 256 }

export async function seal (text, { publicKey, entryKey }) {
  const own = await crypto.subtle.generateKey(CURVE, false, ['deriveBits'])
  const lock = await agreed(own.privateKey, publicKey)
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(entryKey) }, lock, encoder.encode(text))
  const point = await crypto.subtle.exportKey('raw', own.publicKey)
  return toText(encoder.encode(JSON.stringify({ v: 1, from: toText(point), iv: toText(iv), box: toText(box) })))
}

export async function unseal (sealed, { privateKey, entryKey }) {
  const { from, iv, box } = JSON.parse(decoder.decode(toBytes(sealed)))
  const told = { name: 'AES-GCM', iv: toBytes(iv), additionalData: encoder.encode(entryKey) }
  return decoder.decode(await crypto.subtle.decrypt(told, await agreed(privateKey, from), toBytes(box)))
}

// The lock that two pairs of keys have in common.
async function agreed (privateKey, publicKey) {
  const theirs = await crypto.subtle.importKey('raw', toBytes(publicKey), CURVE, false, [])
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, privateKey, 256)
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const stretch = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: encoder.encode('alongside sealed entry 1') }
  return crypto.subtle.deriveKey(stretch, material, AES, false, ['encrypt', 'decrypt'])
}
