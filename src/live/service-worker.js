// Answers for this folder out of its own store. It holds one complete version; a new one replaces it as a whole.
const { version, files } = BUILT  // eslint-disable-line no-undef - esbuild puts it in
const NAME = `live ${registration.scope} ${version}`

addEventListener('install', event => {
  skipWaiting()
  event.waitUntil(caches.open(NAME).then(cache => cache.addAll(files)))
})

addEventListener('activate', event => {
  const old = name => name.startsWith(`live ${registration.scope} `) && name !== NAME
  event.waitUntil(caches.keys().then(names => Promise.all(names.filter(old).map(name => caches.delete(name)))).then(() => clients.claim()))
})

addEventListener('fetch', event => {
  event.respondWith(caches.open(NAME).then(cache => cache.match(event.request)).then(kept => kept ?? fetch(event.request)))
})
