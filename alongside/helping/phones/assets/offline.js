// The log form where there is no network: of today, with the network's places and projects, and with what is the champion's own.

import { addChip, rowOf } from './chips.js'
import { words } from './bar.js'

const FEW = 12
const NOTHING = { team: '', minutes: '', how: '', projects: [] }

// What the phone may show to anybody who holds it: nothing of it is about anybody whom the champion helps.
export function drawOpen (form, { places, projects, home }) {
  const row = rowOf(form, 'team')
  if (places.length <= FEW) places.forEach((spot, number) => addPlace(row, number, spot))
  if (home) {
    addPlace(row, 0, home)
    again(form, { team: home.id })
  }
  form.elements.happened_on.addEventListener('change', () => showProjects(form, projects))
  form.addEventListener('change', () => tellPlace(form))
  begin(form, { projects })
}

// A new entry: of today, under a key of its own.
export function begin (form, { projects }) {
  form.elements.key.value = crypto.randomUUID()
  const box = form.elements.happened_on
  const now = new Date()
  const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10)
  if (box.defaultValue !== today) { // on the day on which it was kept the form says it right, in any language
    box.closest('details').querySelector('summary').firstChild.textContent = `${words('today', 1).replace('{day}', inWords(now))} · `
  }
  box.value = box.defaultValue = today
  showProjects(form, projects)
  tellPlace(form)
}

function inWords (day) {
  const language = document.documentElement.lang
  const known = Intl.DateTimeFormat.supportedLocalesOf(language).length
  const shape = known ? { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } : {}
  return new Intl.DateTimeFormat(known && language !== 'en' ? language : 'en-GB', shape).format(day).replace(',', '')
}

export function drawOwn (form, own) {
  const row = form.elements.new_codes.closest('fieldset').querySelector('.chips')
  const person = (where, number, { id, code }) => mark(addChip(where, number, { name: 'learners', value: id, words: code }))
  own.people.slice(0, FEW).forEach((one, number) => person(row, number, one))
  if (own.people.length > FEW) {
    const fold = document.querySelector('template[data-more]').content.cloneNode(true).firstElementChild
    fold.querySelector('summary').textContent = words('more', own.people.length - FEW)
    own.people.slice(FEW).forEach((one, number) => person(fold.querySelector('.chips'), number, one))
    row.insertBefore(fold, row.children[FEW])
    fold.dataset.own = ''
  }
  const places = rowOf(form, 'team')
  own.places.forEach((spot, number) => mark(addPlace(places, number, spot)))
  again(form, own.last)
}

const mark = (input) => { input.closest('.chip').dataset.own = '' }

// A place stands there once: one that stood there already goes to its new number.
function addPlace (row, number, { id, name }) {
  row.querySelector(`input[value="${id}"]`)?.closest('.chip').remove()
  return addChip(row, number, { type: 'radio', name: 'team', value: id, words: name })
}

function showProjects (form, all) {
  const fold = form.querySelector('[data-projects]')
  const row = fold?.querySelector('.chips')
  const day = form.elements.happened_on.value
  if (!row) return
  const chosen = [...row.querySelectorAll('input:checked')].map((one) => one.value)
  const running = all.filter((one) => one.starts_on <= day && (!one.ends_on || day <= one.ends_on))
  row.replaceChildren()
  running.forEach(({ id, name }, number) => {
    addChip(row, number, { name: 'projects', value: id, words: name }).checked = chosen.includes(String(id))
  })
  fold.hidden = running.length === 0
}

// What was chosen last time stands there again: the place, the length, the way and the projects; also after the form was emptied.
export function again (form, last) {
  const { team, minutes, how, projects } = { ...NOTHING, ...last }
  for (const [name, value] of Object.entries({ team, length: minutes, how })) {
    const all = [...form.querySelectorAll(`input[name=${name}]`)]
    const found = all.find((one) => one.value === String(value ?? ''))
    if (found) for (const one of all) one.checked = one.defaultChecked = one === found
  }
  const usual = [...form.querySelectorAll('input[name=length]')].some((one) => one.value === String(minutes))
  form.elements.other_length.value = form.elements.other_length.defaultValue = usual ? '' : minutes ?? ''
  for (const one of form.querySelectorAll('input[name=projects]')) one.checked = projects.includes(Number(one.value))
  tellPlace(form)
}

// What `again` takes, of the entry that the form holds now.
export function chosenIn (form) {
  const chosen = (name) => form.querySelector(`input[name=${name}]:checked`)?.value ?? ''
  const projects = [...form.querySelectorAll('input[name=projects]:checked')].map((one) => Number(one.value))
  return { team: chosen('team'), minutes: form.elements.other_length.value || chosen('length'), how: chosen('how'), projects }
}

function tellPlace (form) {
  const line = form.querySelector('[data-find=places]').closest('details').querySelector('summary')
  line.dataset.words ??= line.textContent
  const [team, how] = ['team', 'how'].map((name) => form.querySelector(`input[name=${name}]:checked:not([value=""])`))
  const said = [team?.nextElementSibling.textContent, how?.nextElementSibling.textContent.toLowerCase()].filter(Boolean)
  line.textContent = said.length ? words('place', 1).replace('{place}', said.join(', ')) : line.dataset.words
}
