// Above each block: a button that copies it, and one that copies the page's program down to it. Their words and icons
// stand in a template of the page (partials/copy.html), so without a script there is no dead button.
{
  const template = document.getElementById('book-copy')
  const all = [...document.querySelectorAll('article .highlight:not(.output) code')]
  const program = all.filter(code => code.closest('.language-python') && !code.closest('details.check'))

  // The Python code in a range of the page, and nothing that stands between the blocks.
  const codeIn = range => program.filter(code => range.intersectsNode(code)).map(code => {
    const part = rangeOf(code, code)
    if (code.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset)
    if (code.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset)
    return part.toString()
  }).join('\n\n')

  const rangeOf = (first, last) => {
    const range = document.createRange()
    range.setStartBefore(first)
    range.setEndAfter(last)
    return range
  }

  const selected = () => {
    const selection = getSelection()
    if (!selection.rangeCount) return document.createRange()
    const range = selection.getRangeAt(0).cloneRange()
    const last = selection.getRangeAt(selection.rangeCount - 1)  // Firefox cuts a selection at what cannot be selected
    range.setEnd(last.endContainer, last.endOffset)
    return range
  }

  // Whoever selects from code to code by hand wants code: no output or prose between.
  document.addEventListener('copy', event => {
    const range = selected()
    if (!program.some(code => code.contains(range.startContainer)) || !program.some(code => code.contains(range.endContainer))) return
    event.clipboardData.setData('text/plain', codeIn(range))
    event.preventDefault()
  })

  // Where the browser gives no clipboard (a page that came by plain http), the code is selected and copied as by hand.
  const copySelected = range => {
    const codes = all.filter(code => range.intersectsNode(code)), inside = document.createRange()
    inside.setStart(codes[0], 0)
    inside.setEnd(codes.at(-1), codes.at(-1).childNodes.length)
    getSelection().removeAllRanges()
    getSelection().addRange(inside)
    const done = document.execCommand('copy')
    if (done) getSelection().removeAllRanges()
    return done
  }

  const copy = async (bar, range, text) => {
    const status = bar.querySelector('[role=status]')
    status.textContent = ''
    const done = await navigator.clipboard?.writeText(text).then(() => true, () => false) || copySelected(range)
    const own = [...document.querySelectorAll('.highlight.changed')].some(block => range.intersectsNode(block))
    status.textContent = done ? own ? bar.dataset.own : bar.dataset.copied : bar.dataset.selected
    if (done) setTimeout(() => { status.textContent = '' }, 3000)
  }

  // On a phone, long lines of code scroll or are wrapped, as the reader chose for all pages.
  const setWrapped = wrapped => {
    document.documentElement.classList.toggle('book-wrapped', wrapped)
    for (const button of document.querySelectorAll('.book-wrap')) button.ariaPressed = wrapped
    window.__md_set?.('book.wrap', wrapped)
  }

  all.forEach((code, index) => {
    const bar = template.content.firstElementChild.cloneNode(true)
    const [block, soFar, wrap] = ['.book-copy-block', '.book-copy-so-far', '.book-wrap'].map(name => bar.querySelector(name))
    wrap.addEventListener('click', () => setWrapped(wrap.ariaPressed !== 'true'))
    bar.setAttribute('aria-label', `${bar.getAttribute('aria-label')} ${index + 1}`)
    block.addEventListener('click', () => copy(bar, rangeOf(code, code), code.textContent))
    if (program.includes(code)) {
      const range = rangeOf(program[0], code)
      soFar.addEventListener('click', () => copy(bar, range, codeIn(range)))
    } else {
      for (const part of [soFar, bar.querySelector('.book-live')]) part?.remove()  // a line for the shell is no part of the program, nor is the check of an exercise
    }
    code.closest('.highlight').prepend(bar)
  })
  if (window.__md_get?.('book.wrap')) setWrapped(true)  // a strict policy may have kept Material's inline script from running
}
