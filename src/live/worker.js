// Runs a page's Python, beside the page: whatever a reader writes, the page itself stays awake.
//
// In: {kind: 'begin', words, torch: [addresses of wheels]}, {kind: 'run', codes: [...], check}.
// Out: {kind: 'load', done, of} in bytes, {kind: 'ready'}, what src/live/session.py sends, {kind: 'idle'} after each run,
// {kind: 'dead', message} if Python itself broke down.
import { loadPyodide } from './pyodide.mjs'

const { sizes, lock } = BUILT  // eslint-disable-line no-undef - esbuild puts it in: {sizes: {file: [bytes, zipped]}, lock}
let session

// What is loaded is counted on its way: in bytes as the network carries them, about.
const arrived = {}
const fetchPlain = self.fetch
self.fetch = async (address, options) => {
  const name = new URL(address.url ?? address, location.href).pathname.split('/').pop()
  const response = await fetchPlain(address, options)
  if (name in sizes && !response.ok) postMessage({ kind: 'dead', message: `${name}: ${response.status}` })  // Pyodide would wait for ever
  if (!(name in sizes) || !response.body) return response
  const count = new TransformStream({
    transform (part, next) {
      count_(name, part.length)
      next.enqueue(part)
    }
  })
  return new Response(response.body.pipeThrough(count), { status: response.status, headers: response.headers })
}

const total = Object.values(sizes).reduce((sum, [, zipped]) => sum + zipped, 0)
const count_ = (name, more) => {
  arrived[name] = (arrived[name] ?? 0) + more
  const done = Object.entries(arrived).reduce((sum, [each, bytes]) => sum + Math.min(1, bytes / sizes[each][0]) * sizes[each][1], 0)
  postMessage({ kind: 'load', done, of: total })
}

const begin = async ({ words, torch }) => {
  const python = await loadPyodide({ indexURL: './', stdLibURL: new URL('start.zip', location.href).href, lockFileContents: lock, packages: [] })
  count_('pyodide.asm.mjs', Infinity)
  python.globals.set('words', python.toPy(words))
  python.globals.set('post', (kind, details) => postMessage({ kind, ...details }))
  python.globals.set('load', path => loadNow(python, path))
  python.runPython('import book_rest_finder; book_rest_finder.install(load)')
  if (torch.length) await python.loadPackage(torch.map(address => new URL(address, location).href))
  python.runPython(`
import book_session, js
from pyodide.ffi import to_js
session = book_session.Session(lambda kind, **details: post(kind, to_js(details, dict_converter=js.Object.fromEntries)), words)
`)
  session = python.globals.get('session')
}

// An import cannot wait: the archive is fetched while Python stands still.
const loadNow = (python, path) => {
  const request = new XMLHttpRequest()
  request.open('GET', new URL('rest.zip', location.href), false)
  request.responseType = 'arraybuffer'
  try {
    request.send()
  } catch {
    return false
  }
  if (request.status !== 200) return false
  python.FS.writeFile(path, new Uint8Array(request.response))
  return true
}

const work = {
  begin: async message => {
    await begin(message)
    postMessage({ kind: 'ready' })
  },
  run: ({ codes, check }) => {
    session.run(codes, check ?? undefined)
    postMessage({ kind: 'idle' })
  }
}

let last = Promise.resolve()
onmessage = ({ data }) => {
  last = last.then(() => work[data.kind](data)).catch(error => postMessage({ kind: 'dead', message: String(error) }))
}
