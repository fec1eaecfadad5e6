// Parallel reading: shows the other language beside its twin on this page, block by block, and takes it away again.
// The build has marked the blocks and written their twins to a script of their own (src/book/finish/parallel.py). It is asked
// for only when a reader wants it; a script, and not fetch, because that works from file:// as well.
{
  const button = document.querySelector('.book-both')
  const blocks = [...document.querySelectorAll('article [data-twin]')]
  let wanted = false
  let twins

  const load = () => twins ??= new Promise((resolve, reject) => {
    window.bookTwins = resolve
    document.head.append(Object.assign(document.createElement('script'), { src: button.dataset.source, onerror: reject }))
  }).catch(error => { twins = undefined; throw error })

  // While a page loads, the browser looks for the section that the address names: a change before that would mislead it.
  const settled = new Promise(done => {
    const nextFrames = () => requestAnimationFrame(() => requestAnimationFrame(done))
    if (document.readyState === 'complete') nextFrames()
    else addEventListener('load', nextFrames, { once: true })
  })

  const make = (name, properties) => Object.assign(document.createElement(name), properties)

  // The blocks of each section, the heading first: it alone carries a key, which is equal where all the blocks are.
  const sections = blocks.reduce((found, block) => {
    if (block.dataset.twin) found.push([])
    found.at(-1).push(block)
    return found
  }, [])

  function show({ language, sections: others }) {
    for (const section of sections) {
      const [heading] = section
      const other = others[heading.id]
      if (other?.key === heading.dataset.twin) section.forEach((block, i) => pair(block, other.blocks[i], language))
      else say(heading, button.dataset.unequal)
    }
  }

  function pair(block, html, language) {
    const inside = block.localName === 'span'  // of a list item, a cell, a summary
    const twin = make(inside ? 'span' : 'p', { className: 'book-twin', lang: language, innerHTML: html })
    for (const place of twin.querySelectorAll('[data-formula]')) {
      place.replaceWith(block.querySelector(`[data-formula="${place.dataset.formula}"]`).cloneNode(true))
    }
    if (text(twin) === text(block)) return  // a name, a number, a formula: once is enough
    if (block.parentElement.matches('li')) leaveOutCode(block, twin)
    const row = make(inside ? 'span' : 'div', { className: 'book-row' })
    block.replaceWith(row)
    row.append(block, twin)
  }

  // An item that explains a line begins with its code: once is enough for that, too.
  function leaveOutCode(block, twin) {
    const [code, words] = twin.childNodes
    if (code?.localName !== 'code' || code.textContent !== block.firstChild.textContent || words?.nodeType !== Node.TEXT_NODE) return
    code.remove()
    words.data = words.data.replace(/^[:：]?\s*/, '')
  }

  function text(element) {
    const copy = element.cloneNode(true)
    copy.querySelector('.headerlink')?.remove()
    return copy.textContent.trim()
  }

  const say = (heading, words) => heading.after(make('p', { className: 'book-notice', role: 'status', textContent: words }))

  function hide() {
    document.querySelectorAll('article .book-notice').forEach(notice => notice.remove())
    document.querySelectorAll('article .book-row').forEach(row => row.replaceWith(row.firstElementChild))
  }

  // What is being read keeps its place on the screen: the first line of the first block, or code, that begins there or fills it.
  function inPlace(change) {
    const top = document.querySelector('.md-header').offsetHeight
    const visible = [...document.querySelectorAll('article :is([data-twin], pre)')].filter(block => block.checkVisibility())
    const read = visible.find(block => firstLine(block) >= top && firstLine(block) < innerHeight) ?? visible.findLast(block => firstLine(block) < top)
    const before = read && firstLine(read)
    change()
    if (read) scrollBy({ top: firstLine(read) - before, behavior: 'instant' })
  }

  function firstLine(block) {
    const range = new Range()
    range.selectNodeContents(block)
    return range.getClientRects()[0].top
  }

  // The address says what is shown, so that it can be shared.
  function setAddress(both) {
    const { searchParams } = new URL(location)
    searchParams.delete('both')
    const query = [searchParams.toString(), both ? 'both' : ''].filter(Boolean).join('&')
    history.replaceState(history.state, '', location.pathname + (query && `?${query}`) + location.hash)
  }

  async function set(both) {
    wanted = both
    button.setAttribute('aria-pressed', both)
    __md_set('book.both', both)
    setAddress(both)
    const other = both && await load().catch(() => null)
    await settled
    if (wanted !== both) return  // the reader was faster
    inPlace(() => {
      hide()
      if (other) show(other)
      else if (both) say(blocks[0], button.dataset.unreachable)
    })
  }

  if (button && blocks.length) {
    button.hidden = false
    button.addEventListener('click', () => set(!wanted))
    // A link that is followed decides; after that, the reader's last choice does, on the way back, too.
    const asked = new URLSearchParams(location.search).has('both')
    const chosen = __md_get('book.both')
    const followed = performance.getEntriesByType('navigation')[0]?.type === 'navigate'
    const both = asked && (followed || chosen === null) || chosen === true
    if (both || asked) set(both)
    addEventListener('pageshow', event => {
      if (event.persisted && wanted !== (__md_get('book.both') === true)) set(!wanted)
    })
  }
}
