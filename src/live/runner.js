// The worker that runs Python, as the page sees it: one run at a time, and an end at any time.

export class Runner {
  // `listen` hears what belongs to no run: the progress of loading, and that the worker is gone. No worker starts
  // before the promise `ready`.
  constructor (folder, setup, listen, ready) {
    Object.assign(this, { folder, setup, listen, worker: undefined, queue: ready, stops: 0 })
  }

  // Run blocks, the last of which was asked for; `hear` gets each message. Resolves to 'idle', 'stopped' or 'dead'.
  run (codes, check, hear) {
    const stops = this.stops
    const result = this.queue.then(() => stops === this.stops ? this.#run(codes, check, hear) : 'stopped')
    this.queue = result.then(() => {})
    return result
  }

  #run (codes, check, hear) {
    return new Promise(resolve => {
      this.end = (how, message) => {
        this.hear = this.end = undefined
        if (how === 'dead') {
          hear({ kind: 'dead', message })
          this.#drop()
        }
        resolve(how)
      }
      this.hear = hear
      this.#start()
      this.worker.postMessage({ kind: 'run', codes, check })
    })
  }

  #start () {
    if (this.worker) return
    this.worker = new Worker(new URL('worker.js', this.folder), { type: 'module' })
    this.worker.onmessage = ({ data }) => {
      if (data.kind === 'load' || data.kind === 'ready') this.listen(data)
      else if (data.kind === 'idle') this.end?.('idle')
      else if (data.kind === 'dead') this.end?.('dead', data.message)
      else this.hear?.(data)
    }
    this.worker.onerror = event => this.end?.('dead', event.message ?? '')
    this.worker.postMessage({ kind: 'begin', ...this.setup })
  }

  // Python cannot be interrupted: its worker ends, and the next run starts another. What waits does not run either.
  stop () {
    this.stops += 1
    this.#drop()
    this.end?.('stopped')
  }

  #drop () {
    this.worker?.terminate()
    this.worker = undefined
    this.listen({ kind: 'gone' })
  }
}
