// Pointing at an item of a line-by-line explanation marks the lines of code that it explains, and the other way round.
// Tab reaches each list once, the arrow keys its items; a tap marks, too.
{
  const items = [...document.querySelectorAll('li[data-lines]')]
  const lines = new Map(items.map(item => [item, item.dataset.lines.split(' ').map(id => document.getElementById(id))]))
  let touch

  const groupOf = element => {
    const item = element?.closest('li[data-lines]'), line = element?.closest('code > span[id^="__span-"]')
    if (item) return [item, ...lines.get(item)]
    const explaining = items.filter(item => lines.get(item).includes(line))
    return explaining.length ? [line, ...explaining] : []
  }
  const mark = group => {
    for (const element of document.querySelectorAll('.pointed')) element.classList.remove('pointed')
    for (const element of group) element.classList.add('pointed')
  }
  const focused = () => groupOf(document.querySelector('article :focus-visible'))

  document.addEventListener('pointerover', event => {
    if (event.pointerType === 'touch') return
    const group = groupOf(event.target)
    mark(group.length ? group : focused())
  })
  document.addEventListener('focusin', () => mark(focused()))
  document.addEventListener('pointerdown', event => { touch = event.pointerType === 'touch' })
  document.addEventListener('click', event => {
    if (!touch || event.target.closest('a, button')) return
    const group = groupOf(event.target)
    mark(group[0]?.classList.contains('pointed') ? [] : group)
  })
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') return mark([])
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], list = items.filter(item => item.parentElement === event.target.parentElement)
    const next = step && list.includes(event.target) && list[list.indexOf(event.target) + step]
    if (!next) return
    event.preventDefault()
    event.target.tabIndex = -1
    next.tabIndex = 0
    next.focus()
  })
  for (const item of items) item.tabIndex = items.find(other => other.parentElement === item.parentElement) === item ? 0 : -1
}
