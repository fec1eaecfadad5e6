// What stands below a block once it has run: what it printed and drew here, and how that compares with the page.
import { difference, same } from './compare.js'

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

export class Result {
  constructor (words) {
    this.words = words
    this.status = element('p', { className: 'live-status' })
    this.status.setAttribute('role', 'status')
    this.output = element('div', { className: 'live-output' })
    this.box = element('div', { className: 'live' }, this.status, this.output)
    this.box.setAttribute('role', 'group')
    this.box.setAttribute('aria-label', words.panel)
    this.clear()
  }

  clear () {
    this.text = ''
    this.figures = 0
    this.output.replaceChildren()
    this.box.classList.remove('failed', 'stale', 'quiet')
  }

  say (text, ...more) {
    this.status.replaceChildren(text, ...more)
  }

  add (text) {
    this.text += text
    if (this.output.lastChild?.nodeName !== 'PRE') this.output.append(element('pre', { tabIndex: 0 }))
    this.output.lastChild.append(text)
    this.output.lastChild.scrollTop = this.output.lastChild.scrollHeight
  }

  draw (svg) {
    this.figures += 1
    const figure = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement
    figure.classList.add('figure')
    figure.setAttribute('role', 'img')
    figure.setAttribute('aria-label', this.words.figure)
    this.output.append(document.importNode(figure, true))
  }

  // `shown` is what the page shows below the same code; undefined if the code, or code above, is the reader's own.
  done (seconds, shown, askedFor) {
    const took = this.words.took.replace('{seconds}', seconds < 0.095 ? seconds.toFixed(2) : seconds.toFixed(1))
    if (shown === undefined) return this.say(`${took}${this.words.own}`)
    if (same(shown.text, this.text) && shown.figures === this.figures) {
      this.box.classList.toggle('quiet', !askedFor)
      return this.say(element('span', { className: 'live-right', textContent: '✓ ' }), `${took}${this.words.same}`)
    }
    const [page, here] = difference(shown.text, this.text)
    this.say(`${took}${this.words.differs}`, element('br'), this.words.page, element('code', { textContent: page }), ' ', this.words.here, element('code', { textContent: here }))
  }

  fail ({ line, file, error, message, traceback }, mine) {
    this.box.classList.add('failed')
    const where = line && mine ? this.words.line.replace('{line}', line) : line ? `${file}, ${this.words.line.replace('{line}', line)}` : ''
    const hint = this.words.hints[error]
    this.say(element('strong', { textContent: `${where}${error}${message ? ': ' : ''}${message}` }), ...(hint ? [element('br'), hint] : []))
    if (traceback) {
      this.output.append(element('details', {}, element('summary', { textContent: this.words.traceback }), element('pre', { textContent: traceback, tabIndex: 0 })))
    }
  }

  // A word of what happened to a run that did not come to its end.
  ended (text) {
    this.box.classList.add('failed')
    this.say(text)
  }

  stale () {
    if (!this.box.isConnected) return
    this.box.classList.add('stale')
    this.say(this.words.stale)
  }
}
