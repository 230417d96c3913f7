// The log form without a network. A page takes part by holding [data-phone]: the network, the owner, where the offer is and where
// parcels go. Entries are sealed and kept on the phone before anything is sent, so that nothing typed is ever lost.

import { seal } from '../sealing.js'
import { keepEntry, dropEntry, entries, keepOffer, offerOf, wipe } from '../store.js'
import { mine, send } from '../sending.js'

const HOUR = 3600000
const place = document.querySelector('[data-phone]')?.dataset
const able = place && 'indexedDB' in window && window.crypto?.subtle && 'serviceWorker' in navigator
const bar = document.querySelector('[data-unsent]')

if (able) start().catch(() => {})

async function start () {
  navigator.serviceWorker.register(place.worker, { scope: place.scope }).catch(() => {})
  const form = document.querySelector('form[data-log]')
  if (form) {
    if (form.dataset.failed) await dropEntry(form.elements.key.value)
    form.addEventListener('submit', (event) => save(event, form))
  }
  if ('offline' in place) await fill(form)
  else await refresh().catch(() => {})
  document.querySelectorAll('form[action$="/logout/"]').forEach((one) => one.addEventListener('submit', leave))
  document.querySelector('[data-send-now]')?.addEventListener('click', () => sync())
  window.addEventListener('online', () => sync())
  setInterval(() => sync(), 60000)
  await sync()
}

function words (name, count) {
  const one = count === 1 && document.querySelector(`template[data-words="${name}-1"]`)
  const template = one || document.querySelector(`template[data-words="${name}"]`)
  return (template?.content.textContent ?? '').trim().replace('{n}', count)
}

function show (name, count) {
  if (!bar) return
  bar.hidden = false
  bar.querySelector('[data-says]').textContent = words(name, count)
  bar.dataset.state = name
  bar.querySelector('[data-send-now]').hidden = name !== 'waiting' || 'offline' in place
}

function lead (page) {
  show('look', 1)
  const link = document.createElement('a')
  link.href = page
  link.textContent = bar.querySelector('[data-says]').textContent
  bar.querySelector('[data-says]').replaceChildren(link)
}

async function sync () {
  let told
  try {
    told = await send(place)
  } catch {
    told = { state: 'later', waiting: (await mine(place)).length }
  }
  const look = told.told?.find((one) => one.state === 'look')
  const strangers = (await entries()).filter((entry) => entry.owner !== place.owner).length
  if (look) lead(look.page)
  else if (told.waiting) show(told.state === 'signed-out' ? 'sign-in' : 'waiting', told.waiting)
  else if (told.saved) show('sent', told.saved)
  else if (strangers && place.owner) show('stranger', strangers)
  else if (bar && !['sent', 'look', 'offline', 'nothing-kept'].includes(bar.dataset.state)) bar.hidden = true
  return told
}

async function save (event, form) {
  if (form.dataset.going) return
  event.preventDefault()
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
  show('waiting', (await mine(place)).length)
  bar?.scrollIntoView({ block: 'start' })
  bar?.focus()
  sync()
}

async function refresh () {
  const had = await offerOf(place.network)
  if (had && Date.now() - had.at < HOUR && had.owner === place.owner) return
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
  const chip = document.querySelector('template[data-chip]')
  const row = form.elements.new_codes.closest('fieldset').querySelector('.chips')
  for (const [number, person] of offer.people.entries()) {
    const made = chip.content.cloneNode(true)
    const input = made.querySelector('input')
    input.id = `person-${number}`
    input.value = person.id
    const label = made.querySelector('label')
    label.htmlFor = input.id
    label.textContent = person.code
    row.insertBefore(made, row.children[number] ?? null)
  }
  form.elements.key.value = crypto.randomUUID()
  show('offline', 0)
}

async function leave (event) {
  const form = event.target
  if (form.dataset.going) return
  event.preventDefault()
  const told = await sync().catch(() => null)
  const left = (await entries()).length
  if (left && !window.confirm(words('leaving', left))) return told
  await wipe()
  form.dataset.going = 'yes'
  form.submit()
}
