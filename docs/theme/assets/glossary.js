// A term shows its note when it is pointed at, focused or tapped; Escape hides it. Without this script it is a link to the glossary.
if ('popover' in HTMLElement.prototype) {
  let open, timer, touch
  const noteOf = link => document.getElementById(link.getAttribute('aria-describedby')).closest('[popover]')
  const later = act => { clearTimeout(timer); timer = setTimeout(act, 250) }  // time to cross from the term to its note

  const hide = () => {
    clearTimeout(timer)
    if (open) noteOf(open).hidePopover()
    open = null
  }
  const show = link => {
    if (open === link) return clearTimeout(timer)
    hide()
    open = link
    const note = noteOf(link), lines = link.getClientRects(), last = lines[lines.length - 1]
    note.showPopover()
    const right = document.documentElement.clientWidth - note.offsetWidth - 8
    const below = last.bottom + note.offsetHeight < innerHeight
    note.style.left = `${scrollX + Math.max(8, Math.min(last.left, right))}px`
    note.style.top = `${scrollY + (below ? last.bottom : lines[0].top - note.offsetHeight)}px`
  }
  const leave = () => open?.matches(':focus-visible') || hide()

  document.addEventListener('pointerover', event => {
    if (event.pointerType === 'touch') return
    const link = event.target.closest('a.term')
    if (link) later(() => show(link))
    else if (event.target.closest('.term-note')) clearTimeout(timer)
    else later(leave)
  })
  document.addEventListener('focusin', event => {
    if (event.target.closest('.term-note')) return
    event.target.matches('a.term:focus-visible') ? show(event.target) : hide()
  })
  document.addEventListener('pointerdown', event => {
    touch = event.pointerType === 'touch'
    if (!event.target.closest('a.term, .term-note')) hide()
  })
  document.addEventListener('click', event => {  // the first tap shows the note, the second follows the link
    const link = touch && event.detail && event.target.closest('a.term')
    if (!link || link === open) return
    event.preventDefault()
    show(link)
  })
  document.addEventListener('keydown', event => { if (event.key === 'Escape') hide() })
  addEventListener('resize', hide)
}
