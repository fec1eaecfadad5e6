// A service worker keeps what Python needs, for the next page and for days without a network. Where there can be none
// (plain http), the browser's own cache has to do.
export const keepForOffline = folder => {
  navigator.serviceWorker?.register(new URL('service-worker.js', folder), { scope: folder.pathname }).catch(() => {})
}
