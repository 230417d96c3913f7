// Sends what the phone kept, when there is internet and the right person is signed in. Each entry is taken off the phone only
// when the server has said that it has it; one that the server cannot open stays, and keeps no other waiting.

import { entries, dropEntry, keepEntry } from './store.js'

const MOST = 50
export const FORMAT = 1

export async function mine (place) {
  const all = await entries()
  return all.filter((entry) => entry.owner === place.owner && entry.network === place.network)
}

export const parcelOf = (some) => JSON.stringify({ format: FORMAT, entries: some.map(({ id, sealed }) => ({ id, sealed })) })

// With `greets` the server is asked who is signed in, also when nothing is to be sent.
export async function send (place, { greets = false } = {}) {
  const told = []
  let waiting = sendable(await mine(place))
  if (!waiting.length && !greets) return { state: 'nothing', told }
  const greeting = await fetch(place.parcel, { headers: { Accept: 'application/json' }, cache: 'no-store' })
  if (greeting.redirected || greeting.status === 404) return { state: 'sign-in', told }
  if (!greeting.ok) return { state: 'waiting', told }
  const { csrf, owner } = await greeting.json()
  if (String(owner) !== place.owner) return { state: 'sign-in', told }
  if (!waiting.length) return { state: 'nothing', told }
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRFToken': csrf }
  while (waiting.length) {
    const answer = await fetch(place.parcel, { method: 'POST', headers, body: parcelOf(waiting.slice(0, MOST)) })
    if (answer.status === 426) return { state: 'too-old', told }
    if (!answer.ok) return { state: 'waiting', told }
    const { entries: answered } = await answer.json()
    for (const one of answered) await settle(one, waiting)
    told.push(...answered)
    const known = waiting.length
    waiting = sendable(await mine(place))
    if (waiting.length >= known) return { state: 'waiting', told }
  }
  return { state: 'sent', told }
}

const sendable = (some) => some.filter((entry) => !entry.stuck)

async function settle ({ id, state }, waiting) {
  const entry = waiting.find((one) => one.id === id)
  if (state === 'stuck' && entry) await keepEntry({ ...entry, stuck: true })
  else if (state !== 'stuck') await dropEntry(id)
}
