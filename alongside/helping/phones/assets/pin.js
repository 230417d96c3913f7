// What is the champion's own on the phone: sealed to a pair of keys of which the phone keeps the private half locked with their PIN.
// Whatever comes from the server later is sealed without the PIN; nothing of it is read without. The PIN is mixed with a secret that
// the browser gives to nobody, so that it can be guessed on this phone alone; five wrong ones in a row take everything off.

import { CURVE, seal, toText, unseal } from './sealing.js'
import { change, drop, keep, kept } from './store.js'

const TURNS = 600000 // OWASP, Password Storage Cheat Sheet: PBKDF2 with HMAC-SHA-256
const TRIES = 5
const LEAST = 6
const RUN = '01234567890 09876543210'

export const isWeak = (pin) => pin.length < LEAST || new Set(pin).size < 3 || RUN.includes(pin)

export const lockOf = (network) => kept(`pin:${network}`)

export async function choosePin ({ network, owner }, pin) {
  const pepper = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  const key = await keyOf(pin, { pepper, salt, turns: TURNS })
  const locked = await crypto.subtle.wrapKey('pkcs8', pair.privateKey, key, { name: 'AES-GCM', iv })
  const publicKey = toText(await crypto.subtle.exportKey('raw', pair.publicKey))
  await drop(`own:${network}`)
  await keep({ name: `pin:${network}`, owner, pepper, salt, turns: TURNS, iv, locked, publicKey, left: TRIES })
}

async function keyOf (pin, { pepper, salt, turns }) {
  const mixed = await crypto.subtle.sign('HMAC', pepper, new TextEncoder().encode(pin))
  const material = await crypto.subtle.importKey('raw', mixed, 'PBKDF2', false, ['deriveKey'])
  const stretch = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: turns }
  return crypto.subtle.deriveKey(stretch, material, { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey'])
}

// Keeps what is the champion's own where they chose a PIN; goes when the phone came to somebody else.
export async function keepOwn ({ network, owner }, own) {
  const lock = await lockOf(network)
  if (!lock) return
  if (lock.owner !== owner) return forgetPin(network)
  const name = `own:${network}`
  await keep({ name, sealed: await seal(JSON.stringify(own), { publicKey: lock.publicKey, entryKey: name }) })
}

export const hasOwn = async (network) => Boolean(await kept(`own:${network}`))
export const forgetOwn = (network) => drop(`own:${network}`)

export async function forgetPin (network) {
  await forgetOwn(network)
  await drop(`pin:${network}`)
}

// What is the champion's own, or how many tries are left. The try is counted before it is made, in one step: closing the page undoes
// none, not the last one either, and no number of pages at once gets more of them.
export async function openOwn (network, pin) {
  const lock = await change(`pin:${network}`, (found) => ({ ...found, left: found.left - 1 }))
  const left = lock ? lock.left - 1 : 0
  if (left < 0) await forgetPin(network)
  if (!lock || left < 0) return { left }
  try {
    const key = await keyOf(pin, lock)
    const told = { name: 'AES-GCM', iv: lock.iv }
    const privateKey = await crypto.subtle.unwrapKey('pkcs8', lock.locked, key, told, CURVE, false, ['deriveBits'])
    await change(`pin:${network}`, (found) => found.publicKey === lock.publicKey ? { ...found, left: TRIES } : found)
    const own = await kept(`own:${network}`)
    return own ? { own: JSON.parse(await unseal(own.sealed, { privateKey, entryKey: own.name })) } : { left: 0 }
  } catch (error) {
    if (error.name !== 'OperationError') throw error
    if (left < 1) await forgetPin(network)
    return { left }
  }
}
