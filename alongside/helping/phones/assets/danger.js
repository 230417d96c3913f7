// Numbers and secrets that must not stand in a note: the rule of helping/sessions/rules/privacy.py, with its shapes as data.

export function dangersIn (text, { patterns, card, nhs }) {
  const numbers = [...text.matchAll(new RegExp(patterns.digits, 'gi'))].map((found) => found[1].replace(/\D/g, ''))
  const found = {
    card: numbers.some((number) => number.length >= card[0] && number.length <= card[1] && !number.startsWith('0') && isCard(number)),
    insurance: new RegExp(patterns.insurance, 'i').test(text),
    nhs: numbers.some((number) => number.length === nhs && isNhs(number)),
    phone: new RegExp(patterns.phone, 'i').test(text),
    email: new RegExp(patterns.email, 'i').test(text),
    secret: new RegExp(patterns.secret, 'i').test(text)
  }
  return Object.keys(found).filter((kind) => found[kind])
}

function isCard (number) {
  const doubled = [...number].reverse().map((digit, place) => Number(digit) * (1 + place % 2))
  return doubled.reduce((sum, n) => sum + (n > 9 ? n - 9 : n), 0) % 10 === 0
}

function isNhs (number) {
  const sum = [...number].slice(0, -1).reduce((all, digit, place) => all + Number(digit) * (number.length - place), 0)
  return (11 - sum % 11) % 11 === Number(number.at(-1))
}

// Whether the form must not be saved as it is; says so beside each field, and leads to the first one.
export function warns (form) {
  const template = form.querySelector('template[data-watched]')
  if (!template) return false
  const rule = JSON.parse(template.dataset.watched)
  const { note } = form.elements
  const said = [...faults(form.elements, rule)].map(([field, words]) => tell(field, words))
  const isOdd = note.closest('.govuk-form-group').matches('.govuk-form-group--error')
  if (isOdd && !form.elements.note_is_fine) note.closest('.govuk-form-group').after(template.content.cloneNode(true))
  const first = said.find(Boolean)
  if (first) first.focus()
  return Boolean(first)
}

// Each field that is watched, with the sentence about what is wrong with it; empty when nothing is.
function * faults (fields, rule) {
  const tomorrow = new Date(Date.now() + 86400000).toISOString().slice(0, 10)
  yield [fields.happened_on, fields.happened_on.value > tomorrow ? rule.future : '']
  const codes = fields.new_codes.value.split(/[,\n]/)
  yield [fields.new_codes, codes.some((code) => dangersIn(code, rule).length) ? rule.code : '']
  for (const [name, [least, most, words]] of Object.entries(rule.numbers)) {
    const typed = fields[name].value.trim()
    yield [fields[name], typed && !(/^\d+$/.test(typed) && least <= Number(typed) && Number(typed) <= most) ? words : '']
  }
  const dangers = fields.note_is_fine?.checked ? [] : dangersIn(fields.note.value, rule)
  const named = dangers.map((kind) => rule.names[kind]).join(', ')
  yield [fields.note, named && rule.warning.replace('{what}', named)]
}

function tell (field, words) {
  const group = field.closest('.govuk-form-group')
  const id = `${field.id}-danger`
  document.getElementById(id)?.remove()
  group.classList.toggle('govuk-form-group--error', words !== '')
  const others = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((one) => one && one !== id)
  if (words) {
    const line = document.createElement('p')
    line.className = 'govuk-error-message'
    line.id = id
    line.textContent = words
    field.before(line)
    others.push(id)
    unfold(field)
  }
  if (others.length) field.setAttribute('aria-describedby', others.join(' '))
  else field.removeAttribute('aria-describedby')
  return words && field
}

function unfold (field) {
  for (let fold = field.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true
}
