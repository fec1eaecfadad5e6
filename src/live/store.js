// What a reader changed and solved: kept in this browser, for all languages, and nowhere else. Where the browser keeps
// nothing (a private window, storage full), it lives as long as the page.
const lived = new Map()

export const read = key => {
  try {
    return JSON.parse(localStorage.getItem(`book.live.${key}`)) ?? lived.get(key)
  } catch {
    return lived.get(key)
  }
}

export const write = (key, value) => {
  lived.set(key, value)
  try {
    if (value === undefined) localStorage.removeItem(`book.live.${key}`)
    else localStorage.setItem(`book.live.${key}`, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}
