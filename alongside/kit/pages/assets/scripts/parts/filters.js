// On a phone the filters of a list are folded away, so that its first rows can be seen.

export function foldFilters (root) {
  if (!window.matchMedia('(max-width: 40em)').matches) return
  for (const more of root.querySelectorAll('details.filters__more')) more.open = false
}
