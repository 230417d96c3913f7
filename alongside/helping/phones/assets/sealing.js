// Locks an entry so that only the server can open it again: see helping/phones/rules.py, which opens it.

const encoder = new TextEncoder()

export function toText (bytes) {
  let binary = ''
  for (const byte of new Uint8Array(bytes)) binary += String.fromCharCode(byte)
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

export function toBytes (text) {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0))
}

export async function seal (text, { publicKey, entryKey }) {
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  const theirs = await crypto.subtle.importKey('raw', toBytes(publicKey), curve, false, [])
  const own = await crypto.subtle.generateKey(curve, false, ['deriveBits'])
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own.privateKey, 256)
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const stretch = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: encoder.encode('alongside sealed entry 1') }
  const lock = await crypto.subtle.deriveKey(stretch, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(entryKey) }, lock, encoder.encode(text))
  const point = await crypto.subtle.exportKey('raw', own.publicKey)
  return toText(encoder.encode(JSON.stringify({ v: 1, from: toText(point), iv: toText(iv), box: toText(box) })))
}
