// While Python is on its way: a bar in bytes, and a sentence on what is loading.
export class Progress {
  constructor (words) {
    this.words = words
    this.bar = document.createElement('progress')
    this.text = document.createElement('span')
    this.bar.setAttribute('aria-label', words.loading)
    this.ready = false
  }

  start () {
    if (this.ready) return []
    this.text.textContent = this.words.loading
    return [document.createElement('br'), this.bar, ' ', this.text]
  }

  hear (message) {
    this.ready = message.kind === 'ready'
    if (message.kind === 'load') {
      this.bar.max = message.of
      this.bar.value = message.done
      const megabytes = bytes => (bytes / 1e6).toFixed(1)
      this.text.textContent = `${this.words.loading} ${megabytes(message.done)} / ${megabytes(message.of)} MB`
    }
  }

  end () {
    this.bar.remove()
  }
}

// A bar for a block that runs about so many seconds: it fills with the time, and waits before its end if the guess was too low.
export const clock = (seconds, label) => {
  const bar = Object.assign(document.createElement('progress'), { max: seconds, value: 0 })
  bar.setAttribute('aria-label', label)
  const begin = performance.now()
  const timer = setInterval(() => {
    if (bar.isConnected) bar.value = Math.min((performance.now() - begin) / 1000, 0.95 * seconds)
    else clearInterval(timer)
  }, 250)
  return bar
}
