// What a reader changed and solved: kept in this browser, for all languages, and nowhere else. Where the browser keeps
// nothing (a private window, storage full), it lives as long as the page.
const lived = new Map()  // what could not be kept

export const read = key => {
  if (lived.has(key)) return lived.get(key)
  try {
    return JSON.parse(localStorage.getItem(`book.live.${key}`)) ?? undefined
  } catch {}
}

export const write = (key, value) => {
  lived.set(key, value)
  try {
    if (value === undefined) localStorage.removeItem(`book.live.${key}`)
    else localStorage.setItem(`book.live.${key}`, JSON.stringify(value))
    lived.delete(key)
  } catch {}
}
