// Answers for this folder out of its own store, which holds what was asked for once. A new version begins a new store.
const { version } = BUILT  // eslint-disable-line no-undef - esbuild puts it in
const mine = `live ${registration.scope} `
const NAME = mine + version

addEventListener('install', () => skipWaiting())

addEventListener('activate', event => event.waitUntil(clearOld().then(() => clients.claim())))

addEventListener('fetch', event => event.respondWith(answer(event)))

const clearOld = async () => {
  const old = (await caches.keys()).filter(name => name.startsWith(mine) && name !== NAME)
  await Promise.all(old.map(name => caches.delete(name)))
}

const answer = async event => {
  const store = await caches.open(NAME).catch(() => undefined)  // a full or forbidden storage: the network answers
  const kept = await store?.match(event.request)
  if (kept) return kept
  const response = await fetch(event.request)
  if (response.ok && store) event.waitUntil(store.put(event.request, response.clone()).catch(() => {}))
  return response
}
