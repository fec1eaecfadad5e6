// A service worker keeps what Python needs, for the next page and for days without a network. Where there can be none
// (plain http, a private window), the browser's own cache has to do.
const PATIENCE = 3000  // milliseconds: then Python starts without it

// Resolves when the service worker answers for `folder`, or there is none.
export const keep = async folder => {
  try {
    const registration = await navigator.serviceWorker.register(new URL('service-worker.js', folder), { scope: folder.pathname })
    await Promise.race([active(registration), new Promise(resolve => setTimeout(resolve, PATIENCE))])
  } catch {}
}

const active = registration => new Promise(resolve => {
  const coming = registration.installing ?? registration.waiting
  if (!coming) return resolve()
  coming.addEventListener('statechange', () => coming.state === 'activated' && resolve())
})
