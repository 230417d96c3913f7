// Says when nobody has touched the page for ten minutes; after a sleep, at the moment in which it is looked at again.

const TEN_MINUTES = 600000
const TOUCHES = ['pointerdown', 'keydown', 'input', 'scroll']
const RETURNS = ['visibilitychange', 'pageshow', 'focus']

export function whenLeftAlone (act) {
  let touched = Date.now()
  const look = () => {
    const since = Date.now() - touched
    if (since >= 0 && since < TEN_MINUTES) return // a clock that was set back proves nothing
    touched = Date.now()
    act()
  }
  const touch = () => {
    look()
    touched = Date.now()
  }
  for (const name of TOUCHES) window.addEventListener(name, touch, { capture: true, passive: true })
  for (const name of RETURNS) window.addEventListener(name, look, { capture: true })
  setInterval(look, 15000)
}
