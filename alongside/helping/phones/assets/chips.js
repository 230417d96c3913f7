// Choices that the page did not come with, drawn as chips.

export function addChip (row, number, { type = 'checkbox', name, value, words }) {
  const made = document.querySelector('template[data-chip]').content.cloneNode(true)
  const input = made.querySelector('input')
  Object.assign(input, { type, name, value, id: `${name}-offered-${value}` })
  const label = made.querySelector('label')
  label.htmlFor = input.id
  label.textContent = words
  row.insertBefore(made, row.children[number] ?? null)
  return input
}

export const rowOf = (form, name) => form.querySelector(`input[name=${name}]`)?.closest('.chips')
