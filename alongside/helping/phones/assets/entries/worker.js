// The service worker: hashed files from the cache, pages from the network, and the log form when there is no network.

const SHELL = 'alongside-shell'
const PATIENCE = 8000

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/static/')) event.respondWith(fileOf(request))
  else if (request.mode === 'navigate') event.respondWith(pageOf(request, url))
})

async function fileOf (request) {
  const found = await caches.match(request)
  if (found) return found
  const answer = await fetch(request)
  if (answer.ok) (await caches.open(SHELL)).put(request, answer.clone())
  return answer
}

async function pageOf (request, url) {
  const network = url.pathname.match(/^\/n\/[^/]+\//)
  const shell = network && await caches.match(`${network[0]}log/phone/`)
  if (!shell) return fetch(request)
  const asked = fetch(request).catch(() => null)
  const isLog = url.pathname === `${network[0]}log/`
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE))
  const answer = await (isLog ? Promise.race([asked, patience]) : asked)
  return answer || shell
}
