// The search is Material's. This makes it load late, work from disk, and read a query as the index was written (src/book/site/artifacts/search_index.py).
{
  const SETUP = 0, QUERY = 2, RESULT = 3  // the messages of Material's search worker
  const HAN = /\p{sc=Han}+/gu
  const assets = document.currentScript.src
  const fromDisk = location.protocol === 'file:'
  const NativeWorker = window.Worker
  const form = document.forms.search
  const parameters = new URLSearchParams(location.search)

  form.removeAttribute('name')  // else Material would fetch an index with every page

  // A script, and not fetch(), which browsers refuse from disk.
  const load = path => new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = new URL(path, assets)
    script.onload = resolve
    script.onerror = () => reject(new Error(`${script.src} did not load`))
    document.head.append(script)
  })

  // Cuts Chinese into the words of the index, the longest first; what is not yet typed to its end may be the beginning of a word.
  const cut = (run, words) => {
    let length = run.length
    const begins = [...words].some(word => word.startsWith(run))
    while (!begins && length > 1 && !words.has(run.slice(0, length))) length--
    return [run.slice(0, length), ...(length < run.length ? cut(run.slice(length), words) : [])]
  }

  // A section must have every word, or a word that begins so; whole words count more. The backslash keeps Material from cutting again.
  // A word that stands nowhere may have a slip of the key, or be two that stand there.
  const ask = (query, index, all) => query.toLowerCase().replaceAll('*', ' ').replace(HAN, run => ` ${cut(run, index.words).join(' ')} `)
    .split(new RegExp(index.config.separator)).filter(Boolean)
    .flatMap(word => part(word, index.latin))
    .map(word => word.replace(/(?<=\p{sc=Han})(?=\p{sc=Han})/gu, '\\'))
    .map(word => `${all ? '+' : ''}${word}${known(word, index.latin) ? '*' : '~1'} ${word}^5`).join(' ')

  const known = (word, words) => word.length < 4 || !/^[a-z]+$/.test(word) || words.some(other => other.startsWith(word))

  // One letter more, less or other.
  const slip = (word, other) => {
    let at = 0
    while (at < word.length && word[at] === other[at]) at++
    return [[1, 1], [0, 1], [1, 0]].some(([here, there]) => word.slice(at + here) === other.slice(at + there))
  }

  const part = (word, words) => {
    if (known(word, words) || words.some(other => slip(word, other))) return [word]
    for (let at = 2; at <= word.length - 2; at++) {
      if (words.includes(word.slice(0, at)) && words.some(other => other.startsWith(word.slice(at)))) return [word.slice(0, at), word.slice(at)]
    }
    return [word]
  }

  // Stands in for the worker that Material starts with every page: the worker and the index come when a reader reaches for the search.
  window.Worker = class extends EventTarget {
    constructor(url) {
      super()
      window.Worker = NativeWorker  // Material starts one; the next is another's
      this.sent = []  // the queries that the worker has yet to answer
      const start = () => { this.started ??= this.start(url).catch(error => { this.started = undefined; console.warn(error) }) }
      form.addEventListener('focusin', start)
      if (parameters.has('q')) start()
    }

    async start(url) {
      await Promise.all([load('../search/search_index.js'), fromDisk && load('iframe-worker.js')])
      const index = window.searchIndex
      const texts = index.docs.map(section => `${section.title} ${section.text}`)
      index.words = new Set(texts.flatMap(text => text.match(HAN) ?? []))
      index.latin = [...new Set(texts.flatMap(text => text.toLowerCase().match(/[a-z]+/g) ?? []))]
      this.index = index
      this.worker = new (fromDisk ? window.IFrameWorker : NativeWorker)(url)
      this.worker.addEventListener('message', event => this.answer(event.data))
      this.worker.postMessage({ type: SETUP, data: { config: index.config, docs: index.docs, options: { suggest: false } } })
    }

    postMessage({ data }) {  // Material sends nothing but queries: the index never reaches it
      this.send(data, true)
    }

    send(query, all) {
      this.sent.push({ query, all })
      this.worker.postMessage({ type: QUERY, data: ask(query, this.index, all) })
    }

    answer(message) {
      if (message.type === RESULT) {
        const { query, all } = this.sent.shift()
        if (all && !message.data.items.length) {  // no section has every word: some will do, unless the reader has typed on
          if (!this.sent.length) this.send(query, false)
          return
        }
      }
      this.dispatchEvent(new MessageEvent('message', { data: message }))
    }
  }

  // What was searched for is marked on the page that a result leads to, without touching its text.
  if (parameters.has('h') && CSS.highlights) {
    const found = new Highlight(), words = parameters.get('h').toLowerCase().split(' ').filter(Boolean)
    const nodes = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT)
    for (let node; (node = nodes.nextNode());) {
      for (const word of words) {
        for (let at = -1; (at = node.data.toLowerCase().indexOf(word, at + 1)) >= 0;) {
          found.add(new StaticRange({ startContainer: node, startOffset: at, endContainer: node, endOffset: at + word.length }))
        }
      }
    }
    CSS.highlights.set('found', found)
  }
}
