// Sends what the phone kept, when there is a network and the right person is signed in. Each entry is taken off the phone only
// when the server has said that it has it.

import { entries, dropEntry } from './store.js'

const MOST = 50

export async function mine (place) {
  const all = await entries()
  return all.filter((entry) => entry.owner === place.owner && entry.network === place.network)
}

export async function send (place) {
  const waiting = await mine(place)
  if (!waiting.length) return { state: 'nothing' }
  const greeting = await fetch(place.parcel, { headers: { Accept: 'application/json' }, cache: 'no-store' })
  if (greeting.redirected || greeting.status === 404) return { state: 'signed-out', waiting: waiting.length }
  const { csrf, owner } = await greeting.json()
  if (String(owner) !== place.owner) return { state: 'signed-out', waiting: waiting.length }
  const body = JSON.stringify({ entries: waiting.slice(0, MOST).map(({ id, sealed }) => ({ id, sealed })) })
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRFToken': csrf }
  const answer = await fetch(place.parcel, { method: 'POST', headers, body })
  if (!answer.ok) return { state: 'later', waiting: waiting.length }
  const { entries: told } = await answer.json()
  for (const { id, state } of told) if (state !== 'later') await dropEntry(id)
  const left = await mine(place)
  return { state: 'sent', saved: told.filter((one) => one.state === 'saved').length, told, waiting: left.length }
}
