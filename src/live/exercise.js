// Exercises: their checks, and marks for what is solved, on the page and in the navigation.
import { read, write } from './store.js'

export class Exercises {
  constructor (page, blocks, words) {
    Object.assign(this, { page, words })
    this.found = [...document.querySelectorAll('article details.check')].map(details => {
      const heading = before(details, element => element.matches('h3'))
      const code = before(details, element => element.matches('.highlight.language-python'))?.querySelector('code')
      const block = blocks.find(each => each.code === code)
      return { id: heading?.id, heading, block, check: details.querySelector('code').textContent }
    }).filter(({ id, block }) => id && block)
    this.done = new Set(read(`done.${page}`)?.done)
    this.#mark()
  }

  of (block) {
    return this.found.find(exercise => exercise.block === block)
  }

  solved (exercise) {
    this.done.add(exercise.id)
    write(`done.${this.page}`, { done: [...this.done], of: this.found.length })
    this.#mark()
  }

  #mark () {
    for (const { id, heading } of this.found) {
      if (!this.done.has(id) || heading.querySelector('.live-done')) continue
      const mark = Object.assign(document.createElement('span'), { className: 'live-done', textContent: ' ✓', title: this.words.solved })
      mark.setAttribute('role', 'img')
      mark.setAttribute('aria-label', this.words.solved)
      heading.insertBefore(mark, heading.querySelector('.headerlink'))
    }
    markNavigation(this.words)
  }
}

// Beside the link to each page: how many of its exercises are solved.
export const markNavigation = words => {
  for (const link of document.querySelectorAll('.md-nav--primary a.md-nav__link[href]')) {
    const name = new URL(link.href).pathname.split('/').pop().replace(/\.html$/, '') || 'index'
    const kept = read(`done.${name}`)
    if (!kept?.done?.length || !link.closest('.md-nav--primary')) continue
    const mark = link.querySelector('.live-done') ?? link.appendChild(Object.assign(document.createElement('span'), { className: 'live-done' }))
    mark.textContent = kept.done.length >= kept.of ? ' ✓' : ` ${kept.done.length}/${kept.of}`
    mark.title = words.solved_some.replace('{done}', kept.done.length).replace('{of}', kept.of)
  }
}

const before = (element, fits) => {
  let each = element.previousElementSibling
  while (each && !fits(each)) each = each.previousElementSibling
  return each
}
