// Brings a page to life: loaded when a reader first presses Run or Edit, or has changed or solved something here before.
import { Block } from './block.js'
import { Exercises } from './exercise.js'
import { Runner } from './runner.js'
import { keep } from './offline.js'
import { offerOwnNotebook } from './notebook.js'
import { clock, Progress } from './progress.js'
import { offerLink } from './share.js'

// Return the page's program as it can be run; `code` elements are its blocks, in order.
export const open = async (codes, language) => {
  const folder = new URL('.', import.meta.url)
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: new URL('page.css', folder) })
  const styled = new Promise(done => { link.onload = link.onerror = done })  // before it, a long output has no end to scroll to
  document.head.append(link)
  const { words: all, torch } = await (await fetch(new URL('words.json', folder))).json()
  await styled
  return new Page(codes, all[language], torch, folder)
}

class Page {
  constructor (codes, words, torch, folder) {
    this.words = words
    this.name = location.pathname.split('/').pop().replace(/\.html$/, '') || 'index'
    this.blocks = codes.map((code, number) => new Block(code, number, this.name, words))
    this.progress = new Progress(words)
    this.runner = new Runner(folder, { words: words.python, torch }, message => this.progress.hear(message), keep(folder))
    this.exercises = new Exercises(this.name, this.blocks, words)
    for (const block of this.blocks) this.#connect(block)
    offerOwnNotebook(this.blocks)
  }

  #connect (block) {
    block.bar.querySelector('.book-reset').addEventListener('click', () => {
      block.reset()
      this.#changed(block)
    })
    block.bar.querySelector('.book-stop').addEventListener('click', () => this.runner.stop())
    if ('lab' in block.frame.dataset) {
      offerLink(block, this.words, code => { block.text = code })  // not kept: what the reader wrote here before stays
    }
    if (block.changed) this.#editor(block).catch(() => {})
  }

  // What stands below a changed block would no longer come out as it did.
  #changed (block) {
    for (const each of this.blocks.slice(block.number)) each.result.stale()
  }

  #editor (block) {
    return block.edit(() => this.run(block.number), () => this.#changed(block))
  }

  async edit (number) {
    (await this.#editor(this.blocks[number])).focus()
  }

  run (number) {
    return this.#run(number)
  }

  // Check the exercise whose starter is the block with this number.
  check (number) {
    return this.#run(number, this.exercises.of(this.blocks[number]))
  }

  async #run (number, exercise) {
    const upTo = this.blocks.slice(0, number + 1)
    const target = upTo.at(-1)
    let current = target
    this.#prepare(target)
    if (target.elsewhere) {
      this.progress.end()
      return this.#elsewhere(target)
    }
    const hear = message => {
      if (message.kind === 'start') {
        current = upTo[message.block]
        this.#begin(current, target)
      } else this.#take(message, current, target, upTo, exercise)
    }
    this.#running(target, true)
    const how = await this.runner.run(upTo.map(block => block.elsewhere ? '' : block.text), exercise?.check, hear)
    this.#running(target, false)
    this.progress.end()
    if (how === 'stopped') {
      for (const { result } of new Set([current, target])) result.ended(this.words.stopped)
    } else if (how === 'dead' && current !== target) target.result.ended(this.words.dead)
    target.result.box.dataset.state = 'ended'
    return how
  }

  #prepare (target) {
    target.show()
    target.result.clear()
    target.result.box.dataset.state = 'running'
    target.result.say(this.words.waiting, ...this.progress.start())
  }

  #begin (block, target) {
    block.show()
    block.result.clear()
    const { seconds } = block.frame.dataset
    block.result.say(block === target ? this.words.running : this.words.first, ...(seconds ? [' ', clock(seconds, this.words.running)] : []))
    if (block !== target) target.result.say(this.words.above.replace('{number}', block.number + 1).replace('{of}', target.number))
  }

  #take (message, block, target, upTo, exercise) {
    const { result } = block
    if (message.kind === 'text') result.add(message.text)
    else if (message.kind === 'figure') result.draw(message.svg)
    else if (message.kind === 'done' && block.elsewhere) this.#elsewhere(block)
    else if (message.kind === 'done') {
      const own = upTo.slice(0, block.number + 1).some(each => each.changed)
      result.done(message.seconds, own ? undefined : block.shown, block === target)
    } else if (message.kind === 'error') {
      result.fail(message, !message.file || message.file === this.words.python.block.replace('{number}', block.number + 1))
      if (block !== target) target.result.ended(this.words.failed_above.replace('{number}', block.number + 1))
    } else if (message.kind === 'checked') this.#checked(message, result, exercise)
    else if (message.kind === 'dead') this.#died(message, result)
  }

  #elsewhere ({ result }) {
    result.say(this.words.elsewhere)
    result.box.dataset.state = 'ended'
  }

  #died ({ message }, result) {
    console.error(message)  // for whoever mends it
    const { lost, memory, dead } = this.words
    result.ended(!this.progress.ready ? lost : message.includes('memory') ? memory : dead)
  }

  #checked ({ right, message }, result, exercise) {
    result.box.classList.toggle('failed', !right)
    result.say(Object.assign(document.createElement('strong'), { textContent: right ? `✓ ${this.words.right}` : `${this.words.wrong} ${message}` }))
    if (right) this.exercises.solved(exercise)
  }

  #running (block, on) {
    block.bar.querySelector('.book-stop').hidden = !on
    block.bar.querySelector('.book-run').hidden = on
  }
}
