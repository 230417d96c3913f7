// "Find" in the log form: what it finds stands as chips in place, and nothing that was chosen or typed goes.

import { addChip, rowOf } from './chips.js'
import { words } from './bar.js'

const SOUGHT = {
  places: { box: 'place_words', name: 'team', type: 'radio' },
  champions: { box: 'champion_words', name: 'champions', type: 'checkbox' }
}

const FEWEST = 2
const MOST = 20

// Whether it was done here; when not, the form asks for the page anew. Without a network only `kept` is looked through: the
// network's places. The words stay, and whoever typed them chooses when they were sent.
export async function find (form, what, kept) {
  const { box: named, name, type } = SOUGHT[what]
  const box = form.elements[named]
  const row = rowOf(form, name)
  const asked = row && await ask(`${form.dataset[what]}?words=${encodeURIComponent(box.value)}`)
  if (asked === 'elsewhere' || (!row && navigator.onLine)) return false
  const found = asked || (what === 'places' ? within(kept, box.value) : [])
  row?.querySelectorAll('[data-found] input:not(:checked)').forEach((one) => one.closest('.chip').remove())
  const shown = found.map(({ id, name: label }, number) => {
    const there = [...row.querySelectorAll('input')].find((one) => one.value === String(id))
    const input = there ?? addChip(row, number, { type, name, value: id, words: label })
    if (!there) input.closest('.chip').dataset.found = ''
    return input
  })
  if (shown.length) box.value = ''
  tell(box, shown.length ? 'found' : asked ? 'found-none' : 'found-later', shown.length)
  shown[0]?.focus()
  return true
}

// What the service found; null without a network, and `elsewhere` when it wants something else first.
async function ask (address) {
  const answer = await fetch(address, { headers: { Accept: 'application/json' }, cache: 'no-store' }).catch(() => null)
  if (!answer) return null
  return answer.ok && !answer.redirected ? (await answer.json()).found : 'elsewhere'
}

function within (kept, typed) {
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const wanted = plain(typed.trim())
  return wanted.length < FEWEST ? [] : kept.filter((one) => plain(one.name).includes(wanted)).slice(0, MOST)
}

function tell (box, name, count) {
  const place = box.closest('[data-find]')
  let line = place.querySelector('[role=status]')
  if (!line) {
    line = document.createElement('p')
    line.setAttribute('role', 'status')
    line.className = 'muted'
    place.append(line)
  }
  line.textContent = words(name, count)
}
