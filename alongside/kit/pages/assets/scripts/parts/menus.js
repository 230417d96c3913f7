// Menus are details elements: one open at a time, closed by Escape and by a click elsewhere.

export function closeMenus (root) {
  const menus = () => root.querySelectorAll('details.menu[open]')

  root.addEventListener('click', (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false
  })

  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    for (const menu of menus()) {
      menu.open = false
      menu.querySelector('summary').focus()
    }
  })
}
