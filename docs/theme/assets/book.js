// Material's search listens to keys only. Text that comes otherwise (pasted by mouse, spoken, handwritten,
// chosen from a Chinese input method) counts as well.
document.addEventListener('input', event => {
  if (event.target.matches('.md-search__input')) event.target.dispatchEvent(new Event('keyup'))
})

// The other language opens at the section that is being read: both have the same ids.
document.addEventListener('click', event => {
  const link = event.target.closest('.md-select__link[hreflang]')
  if (!link) return
  const above = [...document.querySelectorAll('article :is(h2, h3)[id]')].filter(heading => heading.getBoundingClientRect().top < 150)
  link.hash = above.length ? above.at(-1).id : ''
})

// Material tells the browser the colour of the page as the reader chose it; what the page says without scripts would win.
for (const meta of document.querySelectorAll('meta[name=theme-color][media]')) meta.remove()

// Where the browser forbids storage, what a reader chooses lives as long as the page.
try {
  window.localStorage.length
} catch {
  const kept = {}
  window.__md_get = key => kept[key]
  window.__md_set = (key, value) => { kept[key] = value }
}
