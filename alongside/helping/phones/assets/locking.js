// The PIN on the pages: chosen at the end of the log form with a network, asked for in the form without one.

import { words } from './bar.js'
import { choosePin, forgetPin, hasOwn, isWeak, lockOf, openOwn } from './pin.js'

// With a network. `keepAnew` brings what is the champion's own.
export async function offerPin (place, keepAnew) {
  const form = document.querySelector('form[data-pin]')
  if (!form) return
  const box = form.querySelector('input')
  const part = (name) => form.querySelector(`[data-pin-${name}]`)
  const show = async (said = '') => {
    const isSet = Boolean(await lockOf(place.network))
    part('none').hidden = isSet
    part('set').hidden = part('drop').hidden = !isSet
    part('says').textContent = said && words(said, 0)
    part('says').classList.toggle('govuk-error-message', said === 'pin-weak')
    box.classList.toggle('govuk-input--error', said === 'pin-weak')
    form.hidden = false
  }
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const pin = box.value.trim()
    if (isWeak(pin)) return show('pin-weak').then(() => box.focus())
    await choosePin(place, pin)
    box.value = ''
    await keepAnew()
    await show(await hasOwn(place.network) ? 'pin-chosen' : 'pin-later')
  })
  part('drop').addEventListener('click', () => forgetPin(place.network).then(() => show('pin-dropped')))
  await show()
}

// Without a network. `open` draws what is the champion's own; without a PIN a line says why nobody stands there.
export async function askForPin (place, form, open) {
  const row = form.elements.new_codes.closest('fieldset').querySelector('.chips')
  const isKept = await lockOf(place.network) && await hasOwn(place.network)
  const nicknames = form.elements.new_codes.closest('details')
  nicknames.open = true
  const made = document.querySelector(`template[data-${isKept ? 'ask-pin' : 'no-pin'}]`).content.cloneNode(true)
  const ask = made.firstElementChild
  row.before(made)
  if (!isKept) return
  const box = ask.querySelector('input')
  const button = ask.querySelector('button')
  const told = ask.querySelector('[role=alert]')
  const work = async () => {
    if (button.disabled || !box.value) return
    button.disabled = true
    const { own, left } = await openOwn(place.network, box.value.trim()).finally(() => { button.disabled = false })
    box.value = ''
    if (own) {
      nicknames.open = Boolean(form.elements.new_codes.value)
      open(own)
      ask.remove()
      row.querySelector('input')?.focus()
      return
    }
    if (left < 1) ask.replaceChildren(told)
    told.textContent = words(left < 1 ? 'pin-gone' : 'pin-wrong', left)
    if (left > 0) box.focus()
  }
  button.addEventListener('click', work)
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault() // Enter would save the entry
    work()
  })
}
