// What the phone keeps: sealed entries, the network's lists locked with a key that cannot leave the phone, and what a PIN locks.

const NAME = 'alongside'

function opened () {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('entries', { keyPath: 'id' })
      request.result.createObjectStore('kept', { keyPath: 'name' })
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function within (store, mode, ask) {
  const database = await opened()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode, { durability: 'strict' })
      const request = ask(transaction.objectStore(store))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onerror = transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

export const entries = () => within('entries', 'readonly', (store) => store.getAll())
export const keepEntry = (entry) => within('entries', 'readwrite', (store) => store.put(entry))
export const dropEntry = (id) => within('entries', 'readwrite', (store) => store.delete(id))

export const kept = (name) => within('kept', 'readonly', (store) => store.get(name))
export const keep = (record) => within('kept', 'readwrite', (store) => store.put(record))

// What was kept under the name, after `how` has made something else of it, in one step that no other page comes between.
export const change = (name, how) => within('kept', 'readwrite', (store) => {
  const asked = store.get(name)
  asked.onsuccess = () => { if (asked.result) store.put(how(asked.result)) }
  return asked
})

export const drop = (name) => within('kept', 'readwrite', (store) => store.delete(name))

async function lockOfThisPhone () {
  const found = await kept('lock')
  if (found) return found.key
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  await keep({ name: 'lock', key })
  return key
}

export async function keepOffer (network, offer) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder().encode(JSON.stringify(offer))
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await lockOfThisPhone(), text)
  await keep({ name: `offer:${network}`, at: Date.now(), iv, box })
}

export async function offerOf (network) {
  const found = await kept(`offer:${network}`)
  if (!found) return null
  const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: found.iv }, await lockOfThisPhone(), found.box)
  return { ...JSON.parse(new TextDecoder().decode(text)), at: found.at }
}

export async function wipe () {
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(NAME)
    request.onsuccess = request.onerror = request.onblocked = resolve
  })
  for (const name of await caches.keys()) await caches.delete(name)
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister()
}
