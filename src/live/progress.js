// While Python is on its way, once: a bar in bytes, and a sentence on what is loading.
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
    if (message.kind === 'ready') this.ready = true
    else {
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
