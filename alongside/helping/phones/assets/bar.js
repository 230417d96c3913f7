// What the page says about the entries on this phone: how many wait, for how long, and what can be done with them.

import { dropEntry } from './store.js'
import { mine, parcelOf } from './sending.js'

const DAY = 86400000
const NAG = 14
const CHOOSE = 60
const bar = document.querySelector('[data-unsent]')

export function words (name, count, days = 0) {
  const one = count === 1 && document.querySelector(`template[data-words="${name}-1"]`)
  const template = one || document.querySelector(`template[data-words="${name}"]`)
  return (template?.content.textContent ?? '').trim().replace('{n}', count).replace('{days}', days)
}

export function show (name, count, days) {
  if (!bar) return
  bar.hidden = false
  bar.dataset.state = name
  bar.querySelector('[data-says]').textContent = words(name, count, days)
  const has = (...names) => names.includes(name)
  const button = (what, shown) => { bar.querySelector(`[data-${what}]`).hidden = !shown }
  button('send-now', has('waiting', 'waits-14', 'waits-60') && navigator.onLine)
  button('export', has('waiting', 'waits-14', 'waits-60', 'stuck', 'too-old'))
  button('delete', has('waits-60', 'stuck'))
}

export const state = () => (bar?.hidden ? '' : bar?.dataset.state)

export function hide () {
  if (bar) bar.hidden = true
}

export function lead (page) {
  const line = bar?.querySelector('[data-look]')
  if (!line) return
  show('', 0)
  const link = document.createElement('a')
  link.href = page
  link.textContent = words('look', 1)
  line.replaceChildren(link)
  line.hidden = bar.hidden = false
}

export function arrive () {
  bar?.scrollIntoView({ block: 'start' })
  bar?.focus()
}

export function tell (own, outcome) {
  const waiting = own.filter((entry) => !entry.stuck)
  const line = bar?.querySelector('[data-begun]')
  if (line) line.hidden = !waiting.some((entry) => entry.begun)
  const stuck = own.length - waiting.length
  const days = Math.floor((Date.now() - Math.min(...waiting.map((entry) => entry.at))) / DAY)
  if (waiting.length) show(['sign-in', 'too-old'].includes(outcome) ? outcome : aged(days), waiting.length, days)
  else if (stuck) show('stuck', stuck)
  return own.length > 0
}

const aged = (days) => days >= CHOOSE ? 'waits-60' : days >= NAG ? 'waits-14' : 'waiting'

export function offerChoices (place, again) {
  bar?.querySelector('[data-export]').addEventListener('click', () => save(place))
  bar?.querySelector('[data-delete]').addEventListener('click', () => remove(place).then(again))
}

async function save (place) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([parcelOf(await mine(place))], { type: 'application/json' }))
  link.download = `alongside-${place.network}-${new Date().toISOString().slice(0, 10)}.json`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60000)
}

async function remove (place) {
  const own = await mine(place)
  const going = bar.dataset.state === 'stuck' ? own.filter((entry) => entry.stuck) : own
  if (!window.confirm(words('deleting', going.length))) return
  for (const entry of going) await dropEntry(entry.id)
  hide()
}
