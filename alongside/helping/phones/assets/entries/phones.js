// The log form without a network. A page takes part by holding [data-phone]: the network, the owner, where the offer is and where
// parcels go. Entries are sealed and kept on the phone before anything is sent, so that nothing typed is ever lost.

import { seal } from '../sealing.js'
import { keepEntry, dropEntry, entries, keepOffer, offerOf, wipe } from '../store.js'
import { mine, send } from '../sending.js'
import { warns } from '../danger.js'
import { arrive, hide, lead, offerChoices, show, state, tell, words } from '../bar.js'
import { find } from '../finding.js'
import { again, begin, chosenIn, drawOpen, drawOwn } from '../offline.js'
import { askForPin, offerPin } from '../locking.js'
import { forgetOwn, hasOwn, keepOwn, lockOf } from '../pin.js'
import { whenLeftAlone } from '../idle.js'
import { goBack, sentBefore } from '../returning.js'

const HOUR = 3600000
const ANSWERED = ['sent', 'nothing', 'sign-in']
const place = document.querySelector('[data-phone]')?.dataset
const form = document.querySelector('form[data-log]')
const isOffline = Boolean(place && 'offline' in place)
const able = place && 'indexedDB' in window && window.crypto?.subtle && 'serviceWorker' in navigator
let untouched = ''

if (able) start().catch(() => {})
else if (place && form) form.addEventListener('submit', stay)

async function start () {
  navigator.serviceWorker.register(place.worker, { scope: place.scope }).catch(() => {})
  const saved = document.querySelector('[data-saved]')?.dataset.saved ?? (form?.dataset.failed && form.elements.key.value)
  if (saved) await dropEntry(saved)
  form?.addEventListener('submit', (event) => event.submitter?.name === 'find' ? seek(event) : save(event))
  if (isOffline) await fill()
  if (form) leftAlone()
  document.querySelectorAll('form[action$="/logout/"]').forEach((one) => one.addEventListener('submit', leave))
  document.querySelector('[data-send-now]')?.addEventListener('click', () => sync())
  offerChoices(place, sync)
  window.addEventListener('online', () => sync())
  window.addEventListener('offline', () => told())
  setInterval(() => sync(), 60000)
  tell(await mine(place))
  if (!isOffline) {
    await refresh().catch(() => {})
    await offerPin(place, () => refresh({ anew: true }).catch(() => {})).catch(() => {})
    const sent = sentBefore()
    if (sent) show('sent', sent)
  }
  await sync()
}

// The network went while the form was open.
async function told () {
  if (form && !tell(await mine(place))) show('offline', 0)
}

async function sync () {
  const answer = await send(place, { greets: isOffline }).catch(() => ({ state: 'waiting', told: [] }))
  if (answer.state === 'too-old') await refresh({ anew: true }).catch(() => {})
  if (answer.state === 'sign-in') await turnedAway()
  const saved = answer.told.filter((one) => one.state === 'saved').length
  const look = answer.told.find((one) => one.state === 'look')
  await say(answer.state, saved, look)
  if (isOffline && form && !look && ANSWERED.includes(answer.state) && isIdle()) goBack(form, saved, sync)
}

async function say (outcome, saved, look) {
  const all = await entries()
  if (look) lead(look.page)
  if (tell(await mine(place), outcome)) return
  if (saved) show('sent', saved)
  else if (place.owner && all.some((entry) => entry.owner !== place.owner)) show('stranger', all.length)
  else if (!look && !stays(state())) hide()
}

// Nothing typed or chosen, and nobody about to.
const isIdle = () => untouched === typed() && !document.activeElement?.matches('input, textarea, select')

// Without a network its notice stays until there is one; on the form that the phone keeps, until the page is another.
const stays = (name) => name === 'sent' || (['offline', 'nothing-kept'].includes(name) && (isOffline || !navigator.onLine))

// Whoever is signed in now, or nobody: what is the champion's own goes.
async function turnedAway () {
  await forgetOwn(place.network)
  if (document.querySelector('[data-own]')) await lock()
}

async function save (event) {
  if (form.dataset.going) return
  event.preventDefault()
  if (warns(form)) return
  const fields = form.elements
  if (fields.claimed_at) fields.claimed_at.value = new Date().toISOString()
  try {
    await keepSealed(said(event.submitter))
  } catch {
    if (isOffline || !navigator.onLine) return show('not-kept', 0)
  }
  if (isOffline || !navigator.onLine) return kept()
  form.dataset.going = 'yes'
  form.submit()
}

// What the form says now.
function said (submitter) {
  const data = new URLSearchParams(new FormData(form, submitter))
  data.delete('csrfmiddlewaretoken')
  return data
}

async function keepSealed (data, more = {}) {
  const key = data.get('key')
  const sealed = await seal(data.toString(), { publicKey: await keyToSealWith(), entryKey: key })
  await keepEntry({ id: key, owner: place.owner, network: place.network, sealed, at: Date.now(), ...more })
  navigator.storage?.persist?.()
}

// What is searched for is shown in place; where that cannot be done the page comes anew with what it found.
async function seek (event) {
  if (form.dataset.going) return
  event.preventDefault()
  if (await find(form, event.submitter.value, (await offerOf(place.network))?.places ?? [])) return
  form.dataset.going = 'yes'
  setTimeout(() => form.requestSubmit(event.submitter)) // a form takes no second submit while it still tells of the first
}

// Where a phone can keep nothing, a page that is sent without a network would be lost with all that was typed.
function stay (event) {
  if (navigator.onLine) return
  event.preventDefault()
  show('not-kept', 0)
}

async function keyToSealWith () {
  let offer = await offerOf(place.network)
  if (!offer || offer.owner !== place.owner) {
    await refresh()
    offer = await offerOf(place.network)
  }
  return offer.key
}

async function kept () {
  const chosen = chosenIn(form)
  form.reset()
  form.querySelectorAll('details[open]').forEach((one) => { one.open = false })
  if (isOffline) {
    begin(form, await offerOf(place.network))
    again(form, chosen)
  } else form.elements.key.value = crypto.randomUUID()
  untouched = typed()
  tell(await mine(place))
  arrive()
  sync()
}

async function refresh ({ anew = false } = {}) {
  const had = await offerOf(place.network)
  const lock = await lockOf(place.network)
  const language = document.documentElement.lang
  const isNew = had && Date.now() - had.at < HOUR && had.owner === place.owner && had.language === language
  if (!anew && isNew && (!lock || await hasOwn(place.network))) return
  const token = document.querySelector('[name=csrfmiddlewaretoken]')?.value ?? ''
  const headers = { Accept: 'application/json', 'X-CSRFToken': token }
  const answer = await fetch(place.offer, { method: 'POST', headers, cache: 'no-store' })
  if (!answer.ok || answer.redirected) return
  const { own, ...open } = await answer.json()
  await keepOffer(place.network, { ...open, language })
  await keepOwn(place, own)
  const shell = await caches.open('alongside-shell')
  const parts = [...document.querySelectorAll('link[rel~=stylesheet], link[rel~=icon], script[src]')].map((one) => one.href || one.src)
  await shell.addAll([place.shell, ...new Set(parts)])
}

async function fill () {
  const offer = await offerOf(place.network)
  if (!offer || !form) return show('nothing-kept', 0)
  place.owner = offer.owner
  drawOpen(form, offer)
  await askForPin(place, form, (own) => {
    const isUntouched = untouched === typed()
    drawOwn(form, own)
    if (isUntouched) untouched = typed()
  })
  show('offline', 0)
}

// What was typed and chosen so far; the key and the moment change by themselves.
function typed () {
  const data = said()
  data.delete('key')
  data.delete('claimed_at')
  return data.toString()
}

// Ten minutes after the last touch the form without a network goes back to how it was opened: locked, and with nothing in it. With
// a network the server decides what is shown.
function leftAlone () {
  untouched = typed()
  whenLeftAlone(async () => {
    if ((isOffline || !navigator.onLine) && await caches.match(place.shell)) await lock()
  })
}

// What was begun is sealed first, and comes back from the server to be finished; a phone that cannot keep it loses nothing either.
async function lock () {
  if (form.dataset.going) return
  if (typed() !== untouched || form.dataset.failed) {
    const data = said()
    data.set('begun', '1')
    const isKept = await keepSealed(data, { begun: true }).then(() => true, () => false)
    if (!isKept) return show('not-kept', 0)
  }
  form.dataset.going = 'yes'
  window.location.replace(form.action)
}

async function leave (event) {
  const button = event.target
  if (button.dataset.going) return
  event.preventDefault()
  await sync().catch(() => {})
  const left = (await entries()).length
  if (left && !window.confirm(words('leaving', left))) return
  await wipe()
  button.dataset.going = 'yes'
  button.submit()
}
