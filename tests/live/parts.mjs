// The scripts of the page that need no page, each with a browser of a few lines. Writes what each scenario found, by name.
import fs from 'node:fs'
import vm from 'node:vm'

const source = name => new URL(`../../src/live/${name}`, import.meta.url)
const folder = new URL('https://x.org/book/live/')
const fake = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
const settle = () => new Promise(resolve => setImmediate(resolve))

const scenarios = {
  store: async () => {
    const { read, write } = await import(source('store.js'))
    const kept = new Map([['book.live.broken', '{'], ['book.live.old', '"old"']])
    const storage = full => ({
      getItem: key => kept.get(key) ?? null,
      removeItem: key => kept.delete(key),
      setItem: (key, value) => { if (full) throw new Error('full'); kept.set(key, value) }
    })
    fake('localStorage', storage(true))
    write('old', 'new')
    write('first', 1)
    const full = [read('old'), read('first'), read('broken') ?? null]
    fake('localStorage', storage(false))
    write('old', 'newest')
    write('first', undefined)
    const then = [read('old'), read('first') ?? null]
    kept.set('book.live.old', '"of another tab"')
    return { full, then: [...then, read('old')], kept: [...kept.keys()] }
  },

  runner: async () => {
    const { Runner } = await import(source('runner.js'))
    const workers = []
    fake('Worker', class {
      constructor (url) { workers.push(Object.assign(this, { url: url.href, got: [], ended: false })) }
      postMessage (message) { this.got.push(message.kind) }
      terminate () { this.ended = true }
      say (data) { this.onmessage({ data }) }
    })
    const heard = [], listened = []
    let begin
    const runner = new Runner(folder, {}, message => listened.push(message.kind), new Promise(resolve => { begin = resolve }))
    const run = () => runner.run(['code'], undefined, message => heard.push(message.message ?? message.kind))
    const ends = []
    const first = run()
    await settle()
    const early = workers.length
    begin()
    await settle()
    for (const kind of ['load', 'ready', 'start', 'idle']) workers[0].say({ kind })
    ends.push(await first)
    for (const kind of ['text', 'dead', 'idle']) workers[0].say({ kind })
    const second = run()
    await settle()
    workers[0].say({ kind: 'dead', message: 'out of memory' })
    ends.push(await second)
    const third = run()
    await settle()
    workers[1].onerror({ message: 'no script' })
    ends.push(await third)
    const waiting = [run(), run()]
    await settle()
    runner.stop()
    ends.push(...await Promise.all(waiting))
    const last = run()
    await settle()
    workers.at(-1).say({ kind: 'idle' })
    ends.push(await last)
    return { early, ends, heard, listened, workers }
  },

  offline: async () => {
    const { keep } = await import(source('offline.js'))
    const found = []
    const wait = globalThis.setTimeout
    let late
    fake('setTimeout', action => { late = action })
    const tried = async (registration, event) => {
      fake('navigator', { serviceWorker: { register: async (url, { scope }) => { found.push(`${url} ${scope}`); return registration() } } })
      let done = false
      keep(folder).then(() => { done = true })
      await settle()
      const before = done
      event?.()
      await settle()
      found.push([before, done])
    }
    const worker = { addEventListener: (name, heard) => { worker.heard = heard } }
    const becomes = state => () => { worker.state = state; worker.heard() }
    await tried(() => ({}))
    await tried(() => ({ installing: worker }), becomes('installed'))
    await tried(() => ({ installing: worker }), becomes('activated'))
    await tried(() => ({ waiting: worker }), () => late())
    await tried(() => { throw new Error('private window') })
    fake('setTimeout', wait)
    return found
  },

  service_worker: async () => {
    const listeners = {}, done = []
    const stores = Object.fromEntries(['live S/ 1', 'live S/ 2', 'live S/deep/ 1', 'other'].map(name => [name, new Map([['kept', name]])]))
    let forbidden = false, full = false
    const world = {
      BUILT: { version: '2' }, registration: { scope: 'S/' },
      addEventListener: (name, heard) => { listeners[name] = heard },
      skipWaiting: () => { done.push('skip') },
      clients: { claim: () => { done.push('claim') } },
      fetch: async name => { done.push(`asked ${name}`); return { ok: name !== 'missing', clone: () => `${name} of the network` } },
      caches: {
        keys: async () => Object.keys(stores),
        delete: async name => delete stores[name],
        open: async name => {
          if (forbidden) throw new Error('forbidden')
          const store = stores[name] ??= new Map()
          return { match: async key => store.get(key), put: async (key, value) => { if (full) throw new Error('full'); store.set(key, value) } }
        }
      }
    }
    vm.runInNewContext(fs.readFileSync(source('service-worker.js'), 'utf8'), world)
    const sent = async (name, request) => {
      const waits = []
      let answer
      listeners[name]({ request, waitUntil: wait => waits.push(wait), respondWith: given => { answer = given } })
      const got = await answer
      await Promise.all(waits)
      return typeof got === 'string' ? got : got?.ok
    }
    await sent('install')
    await sent('activate')
    const answers = []
    for (const name of ['kept', 'new', 'new', 'missing', 'missing']) answers.push(await sent('fetch', name))
    full = true
    answers.push(await sent('fetch', 'large'))
    forbidden = true
    answers.push(await sent('fetch', 'kept'))
    return { done, answers, stores: Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, [...store.keys()]])) }
  },

  worker: async () => {
    const said = [], globals = new Map(), files = []
    const world = {
      BUILT: { sizes: { 'start.zip': [100, 50], 'pyodide.asm.mjs': [300, 150] }, lock: {} },
      URL, Response, TransformStream, Promise, Uint8Array, location: folder,
      postMessage: message => said.push(message),
      fetch: async address => new Response('x'.repeat(100), { status: String(address).includes('lost') ? 404 : 200, headers: { 'Content-Type': 'application/wasm' } }),
      loadPyodide: async () => ({ globals, toPy: value => value, runPython: () => globals.set('session', { run: () => { throw new Error('no more memory') } }), FS: { writeFile: (path, bytes) => files.push([path, bytes.length]) } })
    }
    world.self = world
    vm.runInNewContext(fs.readFileSync(source('worker.js'), 'utf8').replace(/^import .*$/m, ''), world)
    const got = await world.fetch('https://x.org/start.zip?v=1')
    const response = [got.status, got.headers.get('Content-Type'), (await got.text()).length]
    const lost = [(await world.fetch('https://x.org/lost/start.zip')).status, said.pop()]
    await world.onmessage({ data: { kind: 'begin', words: {}, torch: [] } })
    await settle()
    world.onmessage({ data: { kind: 'run', codes: [] } })
    await settle()
    const archive = (status, lost) => {
      world.XMLHttpRequest = class {
        open (...how) { Object.assign(this, { how, status, response: new ArrayBuffer(7) }) }
        send () { if (lost) throw new Error('no network') }
      }
      return globals.get('load')('/lib/rest.zip')
    }
    return { response, lost, said, archives: [archive(200, true), archive(404), archive(200)], files }
  },

  progress: async () => {
    const created = []
    const element = () => created[created.push({ setAttribute (name, value) { this[name] = value }, remove () { this.isConnected = false } }) - 1]
    fake('document', { createElement: element })
    const { clock, Progress } = await import(source('progress.js'))
    const progress = new Progress({ loading: 'Loading' })
    const shown = [progress.start().length]
    progress.hear({ kind: 'load', done: 1_234_567, of: 4_000_000 })
    const bar = [progress.bar.value, progress.bar.max, progress.text.textContent]
    for (const kind of ['ready', 'gone']) {
      progress.hear({ kind })
      shown.push(progress.start().length)
    }
    let now = 0, tick, cleared = 0
    fake('performance', { now: () => now })
    const [every, clear] = [globalThis.setInterval, globalThis.clearInterval]
    fake('setInterval', action => { tick = action })
    fake('clearInterval', () => { cleared += 1 })
    const timed = clock(20, 'Running')
    timed.isConnected = true
    const values = [10_000, 60_000].map(time => { now = time; tick(); return timed.value })
    timed.remove()
    const before = cleared
    tick()
    fake('setInterval', every)
    fake('clearInterval', clear)
    return { bar, shown, values, label: timed['aria-label'], cleared: [before, cleared] }
  },

  share: async () => {
    fake('document', { createElement: () => ({ addEventListener: (name, heard) => { scenarios.press = heard } }) })
    fake('history', { replaceState: (state, title, hash) => { location.hash = hash } })
    const { offerLink } = await import(source('share.js'))
    const status = {}
    const bar = { querySelector: what => what === '[role=status]' ? status : { append: () => {} } }
    const words = { link_copied: 'copied', link_above: 'above' }
    const open = hash => {
      const accepted = []
      fake('location', { hash, href: 'https://x.org/' })
      offerLink({ bar, text: 'é 中文' }, words, code => accepted.push(code))
      return accepted
    }
    open('')
    const said = []
    for (const clipboard of [undefined, { writeText: async () => { throw new Error('refused') } }, { writeText: async () => {} }]) {
      fake('navigator', { clipboard })
      await scenarios.press()
      said.push(status.textContent)
    }
    const { hash } = location
    return { said, whole: open(hash), cut: open(hash.slice(0, -2)), other: open('#code-fold') }
  }
}

const found = {}
for (const name of ['store', 'runner', 'offline', 'service_worker', 'worker', 'progress', 'share']) found[name] = await scenarios[name]()
process.stdout.write(JSON.stringify(found))
