// One block of the page's program: its code, the reader's version of it, and what a run of it gave.
import { Result } from './result.js'
import { read, write } from './store.js'

export class Block {
  // `code` is the element that holds the code; `bar` the buttons above it.
  constructor (code, number, page, words) {
    Object.assign(this, { code, number, words })
    this.bar = code.closest('.highlight').querySelector('.book-copy')
    this.frame = code.closest('.highlight')
    this.original = this.text
    this.html = [...code.childNodes]
    this.key = `code.${page}.${number}.${hash(this.original)}`
    this.result = new Result(words)
    this.shown = whatIsShown(this.frame)
    const kept = read(this.key)
    if (typeof kept === 'string' && kept !== this.original) this.text = kept
  }

  get text () {
    return this.code.textContent.replace(/\n$/, '')
  }

  // What is copied, and what the notebook gets, is what stands in the element, so the reader's version stands there.
  set text (text) {
    if (text === this.original) this.code.replaceChildren(...this.html)
    else this.code.textContent = text + '\n'
    this.frame.classList.toggle('changed', this.changed)
    this.bar.querySelector('.book-reset').hidden = !this.changed
  }

  get changed () {
    return this.text !== this.original
  }

  // Whether the block needs what a browser does not have; what a reader makes of it may run.
  get elsewhere () {
    return 'elsewhere' in this.frame.dataset && !this.changed
  }

  change (text) {
    this.text = text
    write(this.key, this.changed ? text : undefined)
  }

  reset () {
    this.change(this.original)
    this.editor?.then(editor => editor.set(this.original))
  }

  // Resolves to the editor in the place of the code: one, however often it is asked for.
  edit (run, changed) {
    this.editor ??= loadEditor().then(({ open }) => open(this.frame, this.text, this.words, {
      run,
      change: text => {
        this.change(text)
        changed()
      }
    }))
    this.editor.catch(() => { this.editor = undefined })  // it could not be loaded: the next press tries again
    return this.editor
  }

  // The panel stands right below the code.
  show () {
    if (!this.result.box.isConnected) this.frame.after(this.result.box)
  }
}

// It is a script of its own, asked for under another address after it failed: some browsers remember what could not be loaded.
let failed = 0
const loadEditor = () => import(new URL(`editor.js${failed ? `?${failed}` : ''}`, import.meta.url)).catch(error => {
  failed += 1
  throw error
})

// What the page shows below a block: the text that it printed, and how many figures it drew.
const whatIsShown = frame => {
  let text = '', figures = 0
  for (let next = frame.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.matches('.output')) text += next.querySelector('code, pre').textContent
    else if (next.matches('p:has(> svg.figure:only-child), svg.figure, .live') || next.querySelector(':scope > svg.figure')) figures += next.querySelectorAll('svg.figure').length
    else break
  }
  return { text, figures }
}

const hash = text => {
  let sum = 5381
  for (const letter of text) sum = (sum * 33 + letter.codePointAt(0)) >>> 0
  return sum.toString(36)
}
