// The service worker: hashed files from the cache, pages from the network, and the log form when there is no network.

import { forgetOwn } from '../pin.js'

const SHELL = 'alongside-shell'
const PATIENCE = 8000

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/static/')) event.respondWith(fileOf(request))
  else if (request.mode === 'navigate') event.respondWith(pageOf(event, url))
})

async function fileOf (request) {
  const found = await caches.match(request)
  if (found) return found
  const answer = await fetch(request)
  if (answer.ok) (await caches.open(SHELL)).put(request, answer.clone())
  return answer
}

async function pageOf (event, url) {
  const { request } = event
  const network = url.pathname.match(/^\/n\/([^/]+)\//)
  const shell = network && await caches.match(`${network[0]}log/phone/`)
  if (!shell) return fetch(request)
  const asked = fetch(request).catch(() => null)
  const isLog = url.pathname === `${network[0]}log/`
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE))
  const answer = await (isLog ? Promise.race([asked, patience]) : asked)
  if (answer && isLog && request.method === 'GET' && isTurnedAway(answer)) event.waitUntil(forgetOwn(network[1]))
  return answer || shell
}

// Who is signed out, or no champion here any more, finds on the phone nothing of what was theirs alone.
const isTurnedAway = (answer) => answer.type === 'opaqueredirect' || answer.status === 403 || answer.status === 404
