// From the form that the phone keeps back to the service's own, once that answers; what was sent is told there.

const PAUSE = 10000
const WENT = 'alongside-went'
const SENT = 'alongside-sent'

// A network that comes and goes would load the page again and again: not before ten seconds have passed.
export function goBack (form, sent, later) {
  if (form.dataset.going) return
  const left = PAUSE - (Date.now() - Number(sessionStorage.getItem(WENT)))
  sessionStorage.setItem(SENT, Number(sessionStorage.getItem(SENT)) + sent)
  if (left > 0) return setTimeout(later, left)
  sessionStorage.setItem(WENT, Date.now())
  form.dataset.going = 'yes'
  window.location.replace(form.action)
}

export function sentBefore () {
  const sent = Number(sessionStorage.getItem(SENT))
  sessionStorage.removeItem(SENT)
  return sent
}
