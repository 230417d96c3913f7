// The log form without a network. A page takes part by holding [data-phone]: the network, the owner, where the offer is and where
// parcels go. Entries are sealed and kept on the phone before anything is sent, so that nothing typed is ever lost.

import { seal } from '../sealing.js'
import { keepEntry, dropEntry, entries, keepOffer, offerOf, wipe } from '../store.js'
import { mine, send } from '../sending.js'
import { warns } from '../danger.js'
import { arrive, hide, lead, offerChoices, show, state, tell, words } from '../bar.js'

const HOUR = 3600000
const place = document.querySelector('[data-phone]')?.dataset
const able = place && 'indexedDB' in window && window.crypto?.subtle && 'serviceWorker' in navigator

if (able) start().catch(() => {})

async function start () {
  navigator.serviceWorker.register(place.worker, { scope: place.scope }).catch(() => {})
  const form = document.querySelector('form[data-log]')
  const saved = document.querySelector('[data-saved]')?.dataset.saved ?? (form?.dataset.failed && form.elements.key.value)
  if (saved) await dropEntry(saved)
  form?.addEventListener('submit', (event) => save(event, form))
  if ('offline' in place) await fill(form)
  document.querySelectorAll('form[action$="/logout/"]').forEach((one) => one.addEventListener('submit', leave))
  document.querySelector('[data-send-now]')?.addEventListener('click', () => sync())
  offerChoices(place, sync)
  window.addEventListener('online', () => sync())
  setInterval(() => sync(), 60000)
  tell(await mine(place))
  if (!('offline' in place)) await refresh().catch(() => {})
  await sync()
}

async function sync () {
  const told = await send(place).catch(() => ({ state: 'waiting', told: [] }))
  if (told.state === 'too-old') await refresh({ anew: true }).catch(() => {})
  const saved = told.told.filter((one) => one.state === 'saved').length
  const look = told.told.find((one) => one.state === 'look')
  const all = await entries()
  if (look) lead(look.page)
  if (tell(await mine(place), told.state)) return
  if (saved) show('sent', saved)
  else if (place.owner && all.some((entry) => entry.owner !== place.owner)) show('stranger', all.length)
  else if (!look && !['sent', 'offline', 'nothing-kept'].includes(state())) hide()
}

async function save (event, form) {
  if (form.dataset.going) return
  event.preventDefault()
  if (warns(form)) return
  const fields = form.elements
  if (fields.claimed_at) fields.claimed_at.value = new Date().toISOString()
  const data = new URLSearchParams(new FormData(form, event.submitter))
  data.delete('csrfmiddlewaretoken')
  const key = fields.key.value
  try {
    const sealed = await seal(data.toString(), { publicKey: await keyToSealWith(), entryKey: key })
    await keepEntry({ id: key, owner: place.owner, network: place.network, sealed, at: Date.now() })
    navigator.storage?.persist?.()
  } catch {
    if ('offline' in place || !navigator.onLine) return show('not-kept', 0)
  }
  if ('offline' in place || !navigator.onLine) return kept(form)
  form.dataset.going = 'yes'
  form.submit()
}

async function keyToSealWith () {
  let offer = await offerOf(place.network)
  if (!offer || offer.owner !== place.owner) {
    await refresh()
    offer = await offerOf(place.network)
  }
  return offer.key
}

async function kept (form) {
  form.reset()
  form.elements.key.value = crypto.randomUUID()
  form.querySelectorAll('details[open]').forEach((one) => { one.open = false })
  tell(await mine(place))
  arrive()
  sync()
}

async function refresh ({ anew = false } = {}) {
  const had = await offerOf(place.network)
  if (!anew && had && Date.now() - had.at < HOUR && had.owner === place.owner) return
  const token = document.querySelector('[name=csrfmiddlewaretoken]')?.value ?? ''
  const headers = { Accept: 'application/json', 'X-CSRFToken': token }
  const answer = await fetch(place.offer, { method: 'POST', headers, cache: 'no-store' })
  if (!answer.ok || answer.redirected) return
  await keepOffer(place.network, await answer.json())
  const shell = await caches.open('alongside-shell')
  const parts = [...document.querySelectorAll('link[rel~=stylesheet], link[rel~=icon], script[src]')].map((one) => one.href || one.src)
  await shell.addAll([place.shell, ...new Set(parts)])
}

async function fill (form) {
  const offer = await offerOf(place.network)
  if (!offer || !form) return show('nothing-kept', 0)
  place.owner = offer.owner
  const people = form.elements.new_codes.closest('fieldset').querySelector('.chips')
  offer.people.forEach((person, number) => addChip(people, number, { name: 'learners', value: person.id, words: person.code }))
  const places = form.querySelector('input[name=team]')?.closest('.chips')
  if (places) offer.places?.forEach((spot, number) => addChip(places, number, { type: 'radio', name: 'team', value: spot.id, words: spot.name }))
  again(form, offer.last ?? {})
  form.elements.key.value = crypto.randomUUID()
  show('offline', 0)
}

function addChip (row, number, { type = 'checkbox', name, value, words }) {
  const made = document.querySelector('template[data-chip]').content.cloneNode(true)
  const input = made.querySelector('input')
  Object.assign(input, { type, name, value, id: `${name}-offered-${number}` })
  const label = made.querySelector('label')
  label.htmlFor = input.id
  label.textContent = words
  row.insertBefore(made, row.children[number] ?? null)
}

// What was chosen last time stands there again: the place, the length and the way; also after the form was emptied.
function again (form, { team, minutes, how }) {
  for (const [name, value] of Object.entries({ team, length: minutes, how })) {
    const all = [...form.querySelectorAll(`input[name=${name}]`)]
    const found = all.find((one) => one.value === String(value ?? ''))
    if (found) for (const one of all) one.checked = one.defaultChecked = one === found
  }
}

async function leave (event) {
  const form = event.target
  if (form.dataset.going) return
  event.preventDefault()
  await sync().catch(() => {})
  const left = (await entries()).length
  if (left && !window.confirm(words('leaving', left))) return
  await wipe()
  form.dataset.going = 'yes'
  form.submit()
}
